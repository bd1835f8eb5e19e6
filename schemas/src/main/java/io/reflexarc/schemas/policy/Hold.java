package io.reflexarc.schemas.policy;

/** A state of the target during which a policy keeps still. */
public enum Hold implements Word {
  /** A rollout of the target has not finished: desired, updated and ready replicas differ. */
  ROLLOUT_IN_PROGRESS
}
