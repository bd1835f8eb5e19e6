package io.reflexarc.detector.exposition;

import io.reflexarc.schemas.avro.MetricKind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads Prometheus text 0.0.4 and OpenMetrics 1.0. As with Prometheus itself, a text is taken whole
 * or not at all: half of a pod's counters would be worse than none. Time and memory are linear in
 * the text, and samples that nobody asked for cost no more than their name.
 */
public final class ExpositionParser {

  private static final String TYPE = "# TYPE ";
  private static final String EOF = "# EOF";
  private static final int MAX_FAMILIES = 20_000;
  private static final List<String> SUFFIXES =
      List.of("_bucket", "_count", "_sum", "_total", "_created", "_gcount", "_gsum");
  private static final String GAUGE_HISTOGRAM = "gaugehistogram";
  private static final Set<String> HISTOGRAMS = Set.of("histogram", GAUGE_HISTOGRAM);

  private final ExpositionLimits limits;

  /** A parser with limits; it has no state. */
  public ExpositionParser(ExpositionLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a text.
   *
   * @param text as received
   * @param openMetrics whether its content type says OpenMetrics: then its end is marked
   * @param wanted names of families and samples that are asked for
   * @throws MalformedExpositionException when it is cut off, too much, or not such a text
   */
  public Exposition parse(byte[] text, boolean openMetrics, Predicate<String> wanted)
      throws MalformedExpositionException {
    if (text.length > limits.bytes()) {
      throw new MalformedExpositionException(
          "too-large", "longer than " + limits.bytes() + " bytes");
    }
    Map<String, String> types = new HashMap<>();
    SampleCollector collector = new SampleCollector(limits);
    boolean ended = false;
    int from = 0;
    while (from < text.length) {
      int to = from;
      while (to < text.length && text[to] != '\n') {
        to++;
      }
      if (ended) {
        throw SampleLine.malformed("there is more after # EOF");
      }
      String line = new String(text, from, to - from, StandardCharsets.UTF_8).strip();
      from = to + 1;
      if (line.startsWith("#")) {
        ended = openMetrics && line.equals(EOF);
        type(line, types);
      } else if (!line.isEmpty()) {
        sample(line, types, wanted, collector);
      }
    }
    if (openMetrics && !ended) {
      throw new MalformedExpositionException("truncated", "# EOF is missing: it was cut off");
    }
    return collector.finish();
  }

  private static void type(String line, Map<String, String> types) {
    if (line.startsWith(TYPE)) {
      String[] words = line.substring(TYPE.length()).strip().split("\\s+");
      if (words.length == 2 && types.size() < MAX_FAMILIES) {
        types.put(words[0], words[1]);
      }
    }
  }

  private void sample(
      String line, Map<String, String> types, Predicate<String> wanted, SampleCollector collector)
      throws MalformedExpositionException {
    String name = SampleLine.nameOf(line);
    if (name.isEmpty()) {
      throw SampleLine.malformed("no metric name in '" + SampleLine.abbreviated(line) + "'");
    }
    String family = family(name, types);
    if (!wanted.test(name) && !wanted.test(family)) {
      return;
    }
    SampleLine sample = SampleLine.parse(line, name, limits);
    String type = types.getOrDefault(family, "untyped");
    if (HISTOGRAMS.contains(type) && !name.equals(family)) {
      boolean isOfNow = type.equals(GAUGE_HISTOGRAM);
      collector.histogram(
          family,
          name.substring(family.length()),
          sample,
          isOfNow ? MetricKind.GAUGE : MetricKind.HISTOGRAM);
    } else if (!name.endsWith("_created") || types.containsKey(name)) {
      collector.plain(sample, kind(name, family, type));
    }
  }

  /** The family that a sample's name belongs to, by the suffixes that the formats know. */
  private static String family(String name, Map<String, String> types) {
    if (types.containsKey(name)) {
      return name;
    }
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        String family = name.substring(0, name.length() - suffix.length());
        if (types.containsKey(family)) {
          return family;
        }
      }
    }
    return name;
  }

  private static MetricKind kind(String name, String family, String type) {
    return switch (type) {
      case "counter" -> MetricKind.COUNTER;
      case "summary" -> name.equals(family) ? MetricKind.GAUGE : MetricKind.COUNTER;
      case "untyped", "unknown" -> name.endsWith("_total") ? MetricKind.COUNTER : MetricKind.GAUGE;
      default -> MetricKind.GAUGE;
    };
  }
}
