package io.reflexarc.detector.watch;

import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.policy.PolicyText;

/** Takes what watching yields; may block, which slows the watches down. */
public interface ClusterSink {

  /** Of objects. */
  void observed(Observation observation);

  /** A policy as written now. */
  void policySeen(PolicyText policy);

  /**
   * A policy that is gone.
   *
   * @param key {@code namespace/name}
   */
  void policyGone(String key);

  /** All policies that there were at first have been told. */
  void policiesComplete();
}
