package io.reflexarc.detector.cluster;

/** What watching the cluster yields. */
public sealed interface Observation {

  /** An object as it is now, new or changed. */
  record Seen(ClusterObject object) implements Observation {}

  /** An object that is gone, as it was last seen. */
  record Gone(ClusterObject object) implements Observation {}

  /** All first lists have been delivered: from here on, what is not in the picture is not there. */
  record Complete() implements Observation {}
}
