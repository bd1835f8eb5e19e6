package io.reflexarc.decider.arbiter;

/**
 * When a breaker opens, and for how long.
 *
 * @param targets so many unwell targets at least are a crowd
 * @param fraction more than this share of the known ones is, 0 to 1
 * @param failures so many failures among the last {@code actions} open it
 * @param actions how many of the last actions are looked at
 * @param withinMillis how far they may lie back, milliseconds
 * @param openMillis how long it stays open at first, milliseconds
 * @param longestMillis how long at most, however often a probe fails, milliseconds
 */
public record BreakerTerms(
    int targets,
    double fraction,
    int failures,
    int actions,
    long withinMillis,
    long openMillis,
    long longestMillis) {

  /** 5 targets and 20 %; 3 of the last 5 actions in 30 m; 5 m, up to 1 h. */
  public static final BreakerTerms DEFAULT =
      new BreakerTerms(5, 0.2, 3, 5, 1_800_000, 300_000, 3_600_000);

  /**
   * @throws IllegalArgumentException when one is out of range
   */
  public BreakerTerms {
    if (targets < 1
        || !(fraction > 0 && fraction <= 1)
        || failures < 1
        || actions < failures
        || withinMillis <= 0
        || openMillis <= 0
        || longestMillis < openMillis) {
      throw new IllegalArgumentException(
          "breaker terms: %d targets, fraction %s, %d of %d within %d ms, open %d to %d ms"
              .formatted(
                  targets, fraction, failures, actions, withinMillis, openMillis, longestMillis));
    }
  }
}
