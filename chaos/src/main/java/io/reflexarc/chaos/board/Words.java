package io.reflexarc.chaos.board;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a reader wants them. */
public final class Words {

  private Words() {}

  /** {@code 6:40}, {@code 1:02:03}. */
  public static String clock(Duration duration) {
    long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** {@code 0.021 %}, {@code 1.8 %}, {@code 12 %}, {@code 99.5 %}: two digits that count. */
  public static String percent(double ratio) {
    double percent = ratio * 100;
    double counts = percent > 50 ? 100 - percent : percent;
    return String.format(Locale.ROOT, "%." + digits(counts) + "f %%", percent);
  }

  private static int digits(double percent) {
    if (percent < 0.0005) {
      return 0;
    }
    return percent >= 10 ? 0 : percent >= 1 ? 1 : percent >= 0.1 ? 2 : 3;
  }
}
