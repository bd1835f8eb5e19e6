package io.reflexarc.sandbox.world.clock;

import java.time.Instant;

/**
 * Bounds how far the world clock may run. Asked on the world's thread many times a second, so the
 * answer must be cheap and must not block.
 */
@FunctionalInterface
public interface Gate {
  /** The gate that never holds. */
  Gate OPEN = () -> Instant.MAX;

  /** The latest instant that the clock may show now. May move in both directions. */
  Instant notBeyond();

  /** Who is waited for while the gate holds, in words for a person. */
  default String waitsFor() {
    return "the observers";
  }
}
