package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code spec.symptom}. */
final class SymptomReader {

  static final Duration DEFAULT_FOR = Duration.ofMinutes(10);
  static final Duration DEFAULT_RECOVER_FOR = Duration.ofMinutes(30);

  static final Duration LONGEST_FOR = Duration.ofHours(24);
  static final Duration LONGEST_RECOVER_FOR = Duration.ofDays(7);

  /** What each indicator is read by, in the order in which they are looked for. */
  private static final Map<String, Function<Fields, IndicatorRead>> READERS = new LinkedHashMap<>();

  static {
    READERS.put("ratio", of("ratio", "{bad, total, unhealthyAbove}", RatioReader::read));
    READERS.put("trend", of("trend", "{metric, limit, exhaustionWithin}", TrendReader::read));
    READERS.put("events", of("events", "{type, atLeast}", EventsReader::read));
    READERS.put("condition", of("condition", "{type}", HeldStateReader::read));
    READERS.put("alert", of("alert", "{name}", AlertReader::read));
    READERS.put("gauge", of("gauge", "{metric, unhealthyAbove}", GaugeReader::read));
    READERS.put("latency", of("latency", "{metric, unhealthyAbove}", LatencyReader::read));
    READERS.put("burnRate", of("burnRate", "{bad, total, objective}", BurnRateReader::read));
    READERS.put("outlier", of("outlier", "{ratio, floor}", OutlierReader::read));
    READERS.put("progress", of("progress", "{arrivals, completions}", WorkProgressReader::read));
    READERS.put("singleton", of("singleton", "{metric}", SingletonReader::read));
    READERS.put("absence", of("absence", "{metric, silentFor}", AbsenceReader::read));
  }

  private static final Map<String, Function<Fields, IndicatorRead>> COMBINED =
      new LinkedHashMap<>(READERS);

  static {
    COMBINED.put("all", fields -> CombinedReader.read(Combined.How.ALL, fields));
    COMBINED.put("any", fields -> CombinedReader.read(Combined.How.ANY, fields));
  }

  private SymptomReader() {}

  private static Function<Fields, IndicatorRead> of(
      String name, String example, Function<Fields, IndicatorRead> reader) {
    return fields -> reader.apply(fields.mapping(name, example));
  }

  /** Names of the indicators that this release enforces. */
  static List<String> indicators() {
    return List.copyOf(COMBINED.keySet());
  }

  /** Reads the indicator alone; the rest of the symptom is read by {@link #read}. */
  static IndicatorRead readIndicator(Fields fields) {
    return readOne(fields, COMBINED);
  }

  /** Reads an indicator that is part of another. */
  static IndicatorRead readPart(Fields fields) {
    return readOne(fields, READERS);
  }

  private static IndicatorRead readOne(
      Fields fields, Map<String, Function<Fields, IndicatorRead>> readers) {
    List<String> written = readers.keySet().stream().filter(fields::has).toList();
    written.stream()
        .skip(1)
        .forEach(
            name ->
                fields.mistake(name, "stands beside " + written.get(0) + ", write one of the two"));
    if (!written.isEmpty()) {
      return Optional.ofNullable(readers.get(written.get(0)))
          .map(reader -> reader.apply(fields))
          .orElse(IndicatorRead.NOTHING);
    }
    fields.mistake("ratio", "is missing, write a ratio or another indicator");
    return IndicatorRead.NOTHING;
  }

  static Optional<Symptom> read(Fields fields, IndicatorRead indicator) {
    Duration fallback =
        indicator
            .forByDefault()
            .or(() -> indicator.windowLongerThan(DEFAULT_FOR))
            .orElse(DEFAULT_FOR);
    Optional<Duration> forDuration =
        fields.or("for", fallback, Scalars.duration(Duration.ZERO, LONGEST_FOR));
    Optional<Duration> recoverFor =
        fields.or(
            "recoverFor",
            DEFAULT_RECOVER_FOR,
            Scalars.duration(Duration.ZERO, LONGEST_RECOVER_FOR));
    if (fields.has("ratio")) {
      forDuration.ifPresent(it -> checkBurst(fields, indicator, it));
    }
    return fields.finish() && indicator.indicator().isPresent()
        ? Optional.of(
            new Symptom(
                indicator.indicator().get(), forDuration.orElseThrow(), recoverFor.orElseThrow()))
        : Optional.empty();
  }

  /** One burst stays in a ratio's window for the window's whole length. */
  private static void checkBurst(Fields fields, IndicatorRead indicator, Duration forDuration) {
    Optional<Duration> window = indicator.windowLongerThan(forDuration);
    if (window.isPresent() && !forDuration.isZero()) {
      fields.mistake(
          "for",
          DurationText.of(forDuration)
              + " is shorter than the window, so one burst would fill it, write at least "
              + DurationText.of(window.get())
              + ", or 0s to act on one window");
    }
  }
}
