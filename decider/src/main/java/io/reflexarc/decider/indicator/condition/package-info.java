/** How many states hold now: conditions, and external alerts. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.condition;

import org.jspecify.annotations.NullMarked;
