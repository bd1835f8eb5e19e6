package io.reflexarc.schemas.policy;

import java.time.Duration;

/**
 * What a policy calls sick.
 *
 * @param indicator the judgement
 * @param forDuration how long unhealthy must hold before anything is done; zero acts at once
 * @param recoverFor how long healthy must hold before it counts as over
 */
public record Symptom(Indicator indicator, Duration forDuration, Duration recoverFor) {

  /**
   * @throws IllegalArgumentException when a duration is negative
   */
  public Symptom {
    Check.notNegative("for", forDuration);
    Check.notNegative("recoverFor", recoverFor);
  }
}
