package io.reflexarc.schemas.policy;

/** What a limit counts together: actions of any policy, but for {@link #POLICY}. */
public enum LimitScope implements Word {
  /** Actions on the same target. */
  TARGET,
  /** Actions of the same policy, on whichever target. */
  POLICY,
  /** Actions on targets of the same namespace; nodes, which are in none, are one. */
  NAMESPACE,
  /** Actions in the same cluster. */
  CLUSTER
}
