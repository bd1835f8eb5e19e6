/** A quantile of a histogram against a bound. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.latency;

import org.jspecify.annotations.NullMarked;
