/** What readings are about. */
@NullMarked
package io.reflexarc.decider.indicator;

import org.jspecify.annotations.NullMarked;
