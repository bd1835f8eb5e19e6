package io.reflexarc.schemas.policy;

/** What a sick version must also be significantly worse than. */
public enum Versus implements Word {
  /** The last version proven good, running side by side or before. */
  LAST_KNOWN_GOOD
}
