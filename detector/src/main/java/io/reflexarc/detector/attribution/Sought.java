package io.reflexarc.detector.attribution;

import io.reflexarc.schemas.key.TargetKey;

/**
 * What somebody else speaks of, in his own words, and wants to be found in the cluster.
 *
 * @param object its key; of a pod {@code cluster/namespace/Pod/name}
 */
public record Sought(TargetKey object) {

  /** The kind that is not a target of its own, but counts for the workload that owns it. */
  public static final String POD = "Pod";

  boolean isPod() {
    return object.kind().equals(POD);
  }
}
