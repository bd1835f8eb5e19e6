package io.reflexarc.schemas.policy;

/** How far a policy may go without a human. */
public enum Mode implements Word {
  /** Decides and audits; issues nothing. The default. */
  OBSERVE,
  /** As observe, and says what it would have done as a suggestion to a human. */
  SUGGEST,
  /** Issues a command once a human has approved it. */
  APPROVE,
  /** Issues commands. */
  AUTO
}
