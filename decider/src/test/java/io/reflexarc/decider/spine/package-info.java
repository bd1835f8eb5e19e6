/** The invariants of a decision, attacked by arbitrary interleavings. */
@NullMarked
package io.reflexarc.decider.spine;

import org.jspecify.annotations.NullMarked;
