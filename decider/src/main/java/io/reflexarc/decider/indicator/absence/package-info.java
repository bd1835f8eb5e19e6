/** What was heard and is silent now. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.absence;

import org.jspecify.annotations.NullMarked;
