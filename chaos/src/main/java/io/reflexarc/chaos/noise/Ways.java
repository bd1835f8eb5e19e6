package io.reflexarc.chaos.noise;

import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How a version behaves: what {@code behaviour.yaml} says of it.
 *
 * @param fields its words and their values
 */
record Ways(Map<String, String> fields) {

  Ways {
    fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** A healthy version of that role: no two are quite alike. */
  static Ways healthy(Role role, SplittableRandom chance) {
    double errors = chance.nextDouble(0.0002, 0.0015);
    int median = chance.nextInt(50, 80);
    int baseline = role == Role.CACHE ? chance.nextInt(200, 260) : chance.nextInt(150, 200);
    String warmUp =
        role == Role.CACHE ? chance.nextInt(20, 41) + "m" : chance.nextInt(40, 120) + "s";
    return new Ways(
        Map.of(
            "errorRatio", number(errors),
            "latency", "{median: %dms, p99: %dms}".formatted(median, median * 13 / 4),
            "memory",
                "{baseline: %dMi, warmUp: %s, sawtooth: %dMi, sawtoothPeriod: %ds}"
                    .formatted(baseline, warmUp, chance.nextInt(8, 40), chance.nextInt(30, 300)),
            "startup", chance.nextInt(3, 12) + "s"));
  }

  /** The same but for one word. */
  Ways with(String field, String value) {
    Map<String, String> changed = new TreeMap<>(fields);
    changed.put(field, value);
    return new Ways(changed);
  }

  /** The same, with requests that fail. */
  Ways withErrors(double ratio) {
    return with("errorRatio", number(ratio));
  }

  /** The same, with requests that take so long. */
  Ways withMedian(int millis) {
    return with("latency", "{median: %dms, p99: %dms}".formatted(millis, millis * 13 / 4));
  }

  /** As a mapping in one line of YAML. */
  String yaml() {
    StringBuilder text = new StringBuilder("{");
    fields.forEach(
        (field, value) ->
            text.append(text.length() > 1 ? ", " : "").append(field).append(": ").append(value));
    return text.append('}').toString();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }
}
