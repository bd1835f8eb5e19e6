package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.KubeObject;
import java.time.Instant;
import java.util.List;

/** What an action saw, and the plan that follows from it. A value: no I/O. */
public interface Sight {

  /** The objects that the plan would touch; a human may have paused one of them. */
  List<KubeObject> objects();

  /**
   * What to do about it.
   *
   * @param now event time
   */
  Plan plan(Instant now);
}
