/** Several readings as one, in Kleene's logic of three values. Pure. */
@NullMarked
package io.reflexarc.decider.indicator.combined;

import org.jspecify.annotations.NullMarked;
