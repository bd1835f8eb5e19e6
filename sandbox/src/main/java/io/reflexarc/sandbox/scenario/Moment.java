package io.reflexarc.sandbox.scenario;

/** The stretches of time a healing is made of. */
public enum Moment {
  /** From the fault to the incident's detection. */
  DETECT,
  /** From detection to the command. */
  DECIDE,
  /** From the command to its effect in the cluster. */
  APPLY,
  /** From the effect to the proof that it healed. */
  RECOVER
}
