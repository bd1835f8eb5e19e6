package io.reflexarc.schemas.policy;

/** What a rung does. */
public enum Action implements Word {
  /** Back to the last known good revision; for a canary, traffic back and the canary to zero. */
  ROLLBACK,
  /** Tell a human. Only as the last rung; it is no command. */
  PAGE
}
