package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.owner.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What an action saw, and the plan that follows from it. A value: no I/O. */
public interface Sight {

  /** The objects that the plan would touch; a human may have paused one of them. */
  List<KubeObject> objects();

  /** Owners of these objects who set nothing back, for the plan keeps them from it. */
  default Set<Owner> stayed() {
    return Set.of();
  }

  /**
   * What to do about it.
   *
   * @param now event time
   */
  Plan plan(Instant now);
}
