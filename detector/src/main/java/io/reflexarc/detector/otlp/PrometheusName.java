package io.reflexarc.detector.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names as Prometheus gives them to metrics that come by OTLP (OpenTelemetry specification,
 * "Prometheus and OpenMetrics compatibility"), so that one policy fits what is scraped and what is
 * exported: {@code http.server.request.duration} in {@code s} is {@code
 * http_server_request_duration_seconds}.
 */
final class PrometheusName {

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-zA-Z0-9:]+");
  private static final Pattern NOT_IN_LABELS = Pattern.compile("[^a-zA-Z0-9_]");
  private static final Pattern IN_BRACES = Pattern.compile("\\{[^}]*\\}");
  private static final String TOTAL = "total";
  private static final String RATIO = "ratio";

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("%", "percent"),
          Map.entry("1", ""));

  private static final Map<String, String> PER =
      Map.of(
          "s", "second", "m", "minute", "min", "minute", "h", "hour", "d", "day", "w", "week", "mo",
          "month", "y", "year");

  private PrometheusName() {}

  /** The name of a metric, its unit and {@code total} included. */
  static String of(Metric metric) {
    List<String> words = new ArrayList<>(words(metric.getName()));
    for (String unit : unit(metric.getUnit())) {
      if (!words.contains(unit)) {
        words.add(unit);
      }
    }
    if (isCounter(metric)) {
      words.remove(TOTAL);
      words.add(TOTAL);
    } else if (metric.hasGauge() && metric.getUnit().equals("1")) {
      words.remove(RATIO);
      words.add(RATIO);
    }
    return begun(String.join("_", words), "_");
  }

  /** The name of a label. */
  static String ofLabel(String key) {
    return begun(NOT_IN_LABELS.matcher(key).replaceAll("_"), "key_");
  }

  private static boolean isCounter(Metric metric) {
    return metric.hasSum() && metric.getSum().getIsMonotonic();
  }

  private static String begun(String name, String instead) {
    return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? instead + name : name;
  }

  private static List<String> words(String name) {
    return Arrays.stream(NOT_IN_NAMES.split(name))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.toList());
  }

  /** {@code By/s} is bytes, per, second; annotations in braces count for nothing. */
  private static List<String> unit(String unit) {
    String bare = IN_BRACES.matcher(unit).replaceAll("").strip();
    int slash = bare.indexOf('/');
    if (slash < 0) {
      return words(UNITS.getOrDefault(bare, bare));
    }
    String over = bare.substring(0, slash);
    String under = bare.substring(slash + 1);
    List<String> words = new ArrayList<>(words(UNITS.getOrDefault(over, over)));
    List<String> per = words(PER.getOrDefault(under, under));
    if (!per.isEmpty()) {
      words.add("per");
      words.addAll(per);
    }
    return words;
  }
}
