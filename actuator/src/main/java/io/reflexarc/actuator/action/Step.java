package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;

/** One step of a plan. */
public sealed interface Step {

  /**
   * Write an object back, effect and mark in one, guarded by the resourceVersion that it was read
   * with.
   *
   * @param object as it should be, carrying the command's mark
   * @param change the same in words, for the audit
   */
  record Replace(ResourceKind kind, KubeObject object, Change change) implements Step {}

  /**
   * Wait for the cluster to catch up with an earlier step, then look again.
   *
   * @param sentence for what
   */
  record Await(String sentence) implements Step {}
}
