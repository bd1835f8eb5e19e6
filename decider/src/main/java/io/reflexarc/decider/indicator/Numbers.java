package io.reflexarc.decider.indicator;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.Locale;

/** How numbers read in a sentence: the same everywhere, whatever the machine's locale. */
public final class Numbers {

  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Numbers() {}

  /** A fraction as a percentage: {@code 5.31 %}. */
  public static String percent(double fraction) {
    double percent = fraction * 100;
    return trimmed(percent, percent < 10 ? 2 : 1) + " %";
  }

  /** A count with thousands apart: {@code 1,204}. */
  public static String count(double count) {
    return String.format(Locale.ROOT, "%,d", Math.round(count));
  }

  /** A number with up to three digits behind the point: {@code 0.125}. */
  public static String decimal(double value) {
    return Math.abs(value) >= 1_000 ? count(value) : trimmed(value, 3);
  }

  /** A time that may be short: {@code 0.25 s}. */
  public static String seconds(double seconds) {
    return trimmed(seconds, 3) + " s";
  }

  /** An amount of bytes: {@code 412.5 MiB}. */
  public static String bytes(double bytes) {
    double amount = bytes;
    int unit = 0;
    while (Math.abs(amount) >= 1024 && unit < BINARY.length - 1) {
      amount /= 1024;
      unit++;
    }
    return trimmed(amount, 1) + " " + BINARY[unit];
  }

  /** A duration as policies write it, to whole seconds: {@code 9m30s}. */
  public static String duration(long millis) {
    return DurationText.of(Duration.ofSeconds(Math.round(millis / 1000.0)));
  }

  private static String trimmed(double value, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }
}
