package io.reflexarc.bench.act;

import io.reflexarc.bench.process.ChildJvm;
import java.time.Instant;
import java.util.Map;

/** Somebody who changes all of a fleet when told to: an actuator, or the peer. */
interface Hand extends AutoCloseable {

  /** What it is called. */
  String name();

  /** Where it runs. */
  ChildJvm process();

  /** Whether it can begin. */
  boolean ready();

  /**
   * Has every Deployment brought to the state that a burst stands for.
   *
   * @return when that was decided, for each by name
   */
  Map<String, Instant> begin(int burst);

  /** Whether it has told of everything that was begun. */
  boolean told();

  @Override
  void close();
}
