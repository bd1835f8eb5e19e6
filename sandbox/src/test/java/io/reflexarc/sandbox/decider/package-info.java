/** Whole deciders on a real broker: killed at any moment, they decide what they would have. */
@NullMarked
package io.reflexarc.sandbox.decider;

import org.jspecify.annotations.NullMarked;
