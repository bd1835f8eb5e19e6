package io.reflexarc.schemas.policy;

/** Which records of a fact are meant. */
public enum FactPhase implements Word {
  /** An instant. */
  OCCURRED,
  /** A state began. */
  BEGAN,
  /** A state ended. */
  ENDED
}
