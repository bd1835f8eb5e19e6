package io.reflexarc.detector.usage;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities as Kubernetes writes them: {@code 250m}, {@code 128974848}, {@code 123Mi}. */
final class Quantity {

  private static final Pattern WRITTEN =
      Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|)");
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("n", 1e-9),
          Map.entry("u", 1e-6),
          Map.entry("m", 1e-3),
          Map.entry("", 1.0),
          Map.entry("k", 1e3),
          Map.entry("M", 1e6),
          Map.entry("G", 1e9),
          Map.entry("T", 1e12),
          Map.entry("P", 1e15),
          Map.entry("E", 1e18),
          Map.entry("Ki", 0x1p10),
          Map.entry("Mi", 0x1p20),
          Map.entry("Gi", 0x1p30),
          Map.entry("Ti", 0x1p40),
          Map.entry("Pi", 0x1p50),
          Map.entry("Ei", 0x1p60));

  private Quantity() {}

  /** The number; empty when it is none, or negative. */
  static OptionalDouble parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (text.length() > 40 || !matcher.matches()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Double.parseDouble(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1.0));
  }
}
