package io.reflexarc.detector.intake;

import java.time.Duration;

/**
 * How much may be handed in, and by whom.
 *
 * @param token bearer token to ask for; empty for none
 * @param user name to ask for with basic authentication; empty for none
 * @param password its password
 * @param maxBytes longest body
 * @param maxItems most facts in one body
 * @param patience real time that a request may take, its publishing included
 */
public record IntakeSettings(
    String token, String user, String password, int maxBytes, int maxItems, Duration patience) {

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public IntakeSettings {
    if (maxBytes < 1 || maxItems < 1 || patience.toMillis() < 1) {
      throw new IllegalArgumentException("maxBytes, maxItems and patience are positive");
    }
  }

  /** Whether anybody may hand in. */
  public boolean open() {
    return token.isEmpty() && user.isEmpty();
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "IntakeSettings[open="
        + open()
        + ", maxBytes="
        + maxBytes
        + ", maxItems="
        + maxItems
        + ", patience="
        + patience
        + "]";
  }
}
