/** A level that is too high, or too low. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.gauge;

import org.jspecify.annotations.NullMarked;
