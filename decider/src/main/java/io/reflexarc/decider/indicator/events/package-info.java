/** So many facts of a type within a window. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.events;

import org.jspecify.annotations.NullMarked;
