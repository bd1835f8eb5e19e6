package io.reflexarc.bench;

import org.jspecify.annotations.Nullable;

/**
 * Something measured.
 *
 * @param figure its name, dotted
 * @param value ours
 * @param peer theirs; null where there is none
 */
public record Figure(String figure, double value, String unit, @Nullable Double peer) {

  /** Ours divided by theirs; null where there is none. */
  public @Nullable Double ratio() {
    return peer == null || peer == 0 ? null : value / peer;
  }

  @Override
  public String toString() {
    Double ratio = ratio();
    return "%-26s %12s %12s  %-10s %8s"
        .formatted(
            figure,
            number(value),
            peer == null ? "-" : number(peer),
            unit,
            ratio == null ? "-" : "%.2f".formatted(ratio));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%,.0f".formatted(value) : "%,.2f".formatted(value);
  }
}
