package io.reflexarc.runtime.lifecycle;

import io.reflexarc.runtime.health.Health;

/** A running deployable. Closing it is orderly and takes 10 seconds at most. */
public interface Stage extends AutoCloseable {

  /** {@code detector}, {@code decider} or {@code actuator}. */
  String name();

  /** What it knows about itself. */
  Health health();

  /** The port it listens on. */
  int httpPort();

  @Override
  void close();
}
