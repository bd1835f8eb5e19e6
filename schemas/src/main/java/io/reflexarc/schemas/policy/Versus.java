package io.reflexarc.schemas.policy;

import java.time.Duration;

/** What a sick version must also be significantly worse than. */
public enum Versus implements Word {
  /** The last version proven good, running side by side or before. */
  LAST_KNOWN_GOOD;

  /** How far back a comparison looks at least, so that little traffic can show something. */
  private static final Duration SHORTEST = Duration.ofMinutes(20);

  /** How far back a comparison looks where the window is so long. */
  public static Duration memory(Duration window) {
    return window.compareTo(SHORTEST) > 0 ? window : SHORTEST;
  }
}
