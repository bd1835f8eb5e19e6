package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.schemas.policy.Per.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.symptom.burnRate}. */
final class BurnRateReader {

  static final long DEFAULT_MINIMUM_SAMPLES = 100;
  static final long MOST_SAMPLES = 1_000_000_000;
  static final Duration DEFAULT_PERIOD = Duration.ofDays(30);
  static final Duration SHORTEST_PERIOD = Duration.ofDays(1);
  static final Duration LONGEST_PERIOD = Duration.ofDays(366);
  static final List<By> PER = List.of(By.WORKLOAD, By.VERSION, By.NODE, By.LABEL);

  private static final String EXAMPLE = "{metric: http_requests_total}";
  private static final String PAIR = "{factor: 14.4, long: 1h, short: 5m}";

  private BurnRateReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<MetricSelector> bad = SelectorReader.read(fields.mapping("bad", EXAMPLE));
    Optional<MetricSelector> total = SelectorReader.read(fields.mapping("total", EXAMPLE));
    if (bad.isPresent() && bad.equals(total)) {
      fields.mistake("bad", "selects the same series as total, so all would be bad; narrow it");
    }
    Optional<Double> objective = fields.required("objective", Amounts::share, "99.5%");
    Optional<Per> per = PerReader.read(fields, Per.VERSION, PER);
    List<BurnRate.Pair> windows = windows(fields);
    Optional<Duration> period =
        fields.or("period", DEFAULT_PERIOD, Scalars.duration(SHORTEST_PERIOD, LONGEST_PERIOD));
    Optional<Long> minimum =
        fields.or("minimumSamples", DEFAULT_MINIMUM_SAMPLES, Scalars.wholeNumber(1, MOST_SAMPLES));
    Optional<BurnRate> burnRate =
        fields.finish()
            ? Optional.of(
                new BurnRate(
                    bad.orElseThrow(),
                    total.orElseThrow(),
                    objective.orElseThrow(),
                    per.orElseThrow(),
                    windows,
                    period.orElseThrow(),
                    minimum.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(burnRate.map(it -> it), per, burnRate.map(BurnRate::window))
        .actingAtOnce();
  }

  private static List<BurnRate.Pair> windows(Fields fields) {
    if (!fields.has("windows")) {
      return BurnRate.DEFAULT;
    }
    int before = fields.mistakes().count();
    List<BurnRate.Pair> pairs = new ArrayList<>();
    fields
        .items("windows", BurnRate.MOST_PAIRS)
        .forEach((path, item) -> pair(path, item, fields).ifPresent(pairs::add));
    if (pairs.isEmpty() && fields.mistakes().count() == before) {
      fields.mistake("windows", "is empty, write at least one: - " + PAIR);
    }
    return pairs;
  }

  private static Optional<BurnRate.Pair> pair(String path, JsonNode item, Fields burnRate) {
    Fields fields = Fields.of(path, PAIR, item, burnRate.mistakes());
    Scalar<Duration> window = Scalars.duration(Indicator.MIN_WINDOW, BurnRate.LONGEST);
    Optional<Double> factor = fields.required("factor", BurnRateReader::factor, "14.4");
    Optional<Duration> longWindow = fields.required("long", window, "1h");
    Optional<Duration> shortWindow = fields.required("short", window, "5m");
    if (longWindow.isPresent() && shortWindow.isPresent()) {
      check(fields, longWindow.get(), shortWindow.get());
    }
    return fields.finish()
        ? Optional.of(
            new BurnRate.Pair(
                factor.orElseThrow(), longWindow.orElseThrow(), shortWindow.orElseThrow()))
        : Optional.empty();
  }

  private static void check(Fields fields, Duration longWindow, Duration shortWindow) {
    if (shortWindow.compareTo(longWindow) >= 0) {
      fields.mistake("short", "is not shorter than long, write a shorter time");
    } else if (shortWindow.multipliedBy(BurnRate.MOST_TIMES).compareTo(longWindow) < 0) {
      fields.mistake("short", "is less than a twelfth of long, write a longer time");
    }
  }

  private static double factor(JsonNode node) throws WrongValue {
    double factor = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(factor > 0 && factor <= 1_000)) {
      throw new WrongValue(Shown.value(node) + " is not a number within 0 and 1000, write 14.4");
    }
    return factor;
  }
}
