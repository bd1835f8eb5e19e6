package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;

/** Told of what was applied, so that somebody sees to it that it stays. From several threads. */
@FunctionalInterface
public interface Witness {

  /** Sees nothing. */
  Witness NONE = (command, traces) -> {};

  /**
   * What one write left on one object.
   *
   * @param before the object as it was read
   * @param after the object as it was written
   */
  record Trace(KubeObject before, KubeObject after) {}

  /**
   * A command was applied, in this process.
   *
   * @param traces of its writes that replaced objects, in order
   */
  void applied(RemediationCommand command, List<Trace> traces);
}
