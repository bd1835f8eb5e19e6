package io.reflexarc.sandbox.demo;

import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.util.Locale;

/** Numbers and names as a reader wants them. */
final class Words {

  private static final double KIB = 1024;

  private Words() {}

  /** {@code 6:40}, {@code 1:02:03}. */
  static String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** {@code 12 min 40 s}, {@code 3 s}. */
  static String span(Duration duration) {
    long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** {@code 0.02 %}, {@code 1.8 %}, {@code 12 %}. */
  static String percent(double ratio) {
    double percent = ratio * 100;
    String format = percent >= 10 ? "%.0f %%" : percent >= 1 ? "%.1f %%" : "%.2f %%";
    return String.format(Locale.ROOT, format, percent);
  }

  /** {@code 212 MiB}. */
  static String bytes(double bytes) {
    double size = Math.abs(bytes);
    String sign = bytes < 0 ? "-" : "";
    if (size < KIB) {
      return sign + String.format(Locale.ROOT, "%.0f B", size);
    }
    if (size < KIB * KIB) {
      return sign + String.format(Locale.ROOT, "%.0f KiB", size / KIB);
    }
    if (size < KIB * KIB * KIB) {
      return sign + String.format(Locale.ROOT, "%.0f MiB", size / KIB / KIB);
    }
    return sign + String.format(Locale.ROOT, "%.1f GiB", size / KIB / KIB / KIB);
  }

  /** A value in its unit, as evidence names it. */
  static String value(double value, String unit) {
    return switch (unit) {
      case "ratio" -> percent(value);
      case "bytes" -> bytes(value);
      case "bytes/s" -> bytes(value * 60) + "/min";
      case "s" -> span(Duration.ofMillis(Math.round(value * 1000)));
      default -> String.format(Locale.ROOT, "%.4g %s", value, unit);
    };
  }

  /** {@code v4 1.8 % > 1 % (v3 0.02 %, n 3120)}. */
  static String evidence(Evidence evidence) {
    StringBuilder text = new StringBuilder();
    text.append(evidence.getIndicator()).append(' ');
    if (evidence.getVersion() != null) {
      text.append(evidence.getVersion()).append(' ');
    }
    text.append(value(evidence.getValue(), evidence.getUnit()));
    Double threshold = evidence.getThreshold();
    if (threshold != null) {
      text.append(evidence.getValue() > threshold ? " > " : " ≤ ")
          .append(value(threshold, evidence.getUnit()));
    }
    Double baseline = evidence.getBaseline();
    if (baseline != null) {
      text.append(", ")
          .append(evidence.getBaselineVersion() == null ? "before" : evidence.getBaselineVersion())
          .append(' ')
          .append(value(baseline, evidence.getUnit()));
    }
    return text.append(", n ").append(evidence.getSamples()).toString();
  }

  /** {@code checkout} of {@code prod/shop/Deployment/checkout}. */
  static String shortName(String target) {
    return TargetKey.tryParse(target).map(TargetKey::name).orElse(target);
  }
}
