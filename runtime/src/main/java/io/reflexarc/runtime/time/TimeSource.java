package io.reflexarc.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Event time, handed to a process from outside: the system's clock in production, the sandbox's
 * world clock in a simulation, where an hour may pass in a minute.
 */
public interface TimeSource extends InstantSource {

  /**
   * Waits until this source reads {@code deadline} or later, or the real time {@code atMost} has
   * passed, whichever is first.
   *
   * @return whether the deadline was reached
   * @throws InterruptedException when the waiting thread is interrupted
   */
  boolean awaitUntil(Instant deadline, Duration atMost) throws InterruptedException;

  /** Event seconds that pass in one real second; 1 for the system's clock. */
  double speed();
}
