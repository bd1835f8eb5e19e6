package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.schemas.policy.Outlier.Measure;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.symptom.outlier}. */
final class OutlierReader {

  static final Duration DEFAULT_STEP = Duration.ofMinutes(1);
  static final Duration LONGEST_STEP = Duration.ofHours(1);
  static final int DEFAULT_SCORE = 5;
  static final int DEFAULT_STEPS = 30;
  static final double DEFAULT_TIMES = 2;
  static final double MOST_TIMES = 1_000;
  static final long DEFAULT_MINIMUM_SAMPLES = 20;
  static final long DEFAULT_MINIMUM_LEVELS = 3;
  static final long MOST_SAMPLES = 1_000_000_000;
  static final long MOST_PEERS = 1_000;

  static final String RATIO = "ratio";
  static final String GAUGE = "gauge";
  static final String LATENCY = "latency";

  private static final List<String> MEASURES = List.of(RATIO, GAUGE, LATENCY);
  private static final String COUNTER = "{metric: http_requests_total}";

  private OutlierReader() {}

  static IndicatorRead read(Fields fields) {
    List<String> written = MEASURES.stream().filter(fields::has).toList();
    written.stream()
        .skip(1)
        .forEach(
            name ->
                fields.mistake(name, "stands beside " + written.get(0) + ", write one of the two"));
    if (written.isEmpty()) {
      fields.mistake(RATIO, "is missing, write a ratio, a gauge or a latency that is compared");
    }
    String what = written.isEmpty() ? "" : written.get(0);
    Optional<Measure> measure = measure(fields, what);
    Optional<MetricSelector> traffic =
        fields.has("traffic")
            ? SelectorReader.read(fields.mapping("traffic", COUNTER))
            : Optional.empty();
    if (fields.has("traffic") && what.equals(RATIO)) {
      fields.mistake("traffic", "is what a ratio is a share of already, leave it out");
    }
    Optional<Duration> step =
        fields.or("step", DEFAULT_STEP, Scalars.duration(Indicator.MIN_WINDOW, LONGEST_STEP));
    Optional<Long> score =
        fields.or("score", (long) DEFAULT_SCORE, Scalars.wholeNumber(2, Outlier.MOST_SCORE));
    Optional<Duration> history = history(fields, step, score);
    Optional<Double> floor = fields.required("floor", floor(what), example(what));
    Optional<Double> times = fields.or("times", DEFAULT_TIMES, OutlierReader::times);
    Optional<Long> peers =
        fields.or(
            "minimumPeers",
            Outlier.FEWEST_PEERS,
            Scalars.wholeNumber(Outlier.FEWEST_PEERS, MOST_PEERS));
    Optional<Long> minimum =
        fields.or(
            "minimumSamples",
            what.equals(GAUGE) ? DEFAULT_MINIMUM_LEVELS : DEFAULT_MINIMUM_SAMPLES,
            Scalars.wholeNumber(1, MOST_SAMPLES));
    Optional<Indicator> outlier =
        fields.finish()
            ? Optional.of(
                new Outlier(
                    measure.orElseThrow(),
                    traffic,
                    step.orElseThrow(),
                    Math.toIntExact(score.orElseThrow()),
                    history.orElseThrow(),
                    floor.orElseThrow(),
                    times.orElseThrow(),
                    peers.orElseThrow(),
                    minimum.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(outlier, Optional.of(Per.POD), outlier.map(Indicator::window))
        .actingAtOnce();
  }

  private static Optional<Measure> measure(Fields outlier, String what) {
    if (what.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = outlier.mapping(what, what.equals(RATIO) ? "{bad, total}" : "{metric}");
    return switch (what) {
      case RATIO -> share(fields);
      case GAUGE -> SelectorReader.read(fields).map(Outlier.Level::new);
      default -> slowness(fields);
    };
  }

  private static Optional<Measure> share(Fields fields) {
    Optional<MetricSelector> bad = SelectorReader.read(fields.mapping("bad", COUNTER));
    Optional<MetricSelector> total = SelectorReader.read(fields.mapping("total", COUNTER));
    if (bad.isPresent() && bad.equals(total)) {
      fields.mistake("bad", "selects the same series as total, so all would be bad; narrow it");
    }
    return fields.finish()
        ? Optional.of(new Outlier.Share(bad.orElseThrow(), total.orElseThrow()))
        : Optional.empty();
  }

  private static Optional<Measure> slowness(Fields fields) {
    Optional<MetricSelector> metric = SelectorReader.readBeside(fields);
    Optional<Double> quantile =
        fields.or("quantile", LatencyReader.DEFAULT_QUANTILE, Amounts::share);
    return fields.finish()
        ? Optional.of(new Outlier.Slowness(metric.orElseThrow(), quantile.orElseThrow()))
        : Optional.empty();
  }

  private static Optional<Duration> history(
      Fields fields, Optional<Duration> step, Optional<Long> score) {
    Duration length = step.orElse(DEFAULT_STEP);
    Optional<Duration> history =
        fields.or(
            "history",
            shorter(length.multipliedBy(DEFAULT_STEPS), Indicator.MAX_WINDOW),
            Scalars.duration(Indicator.MIN_WINDOW, Indicator.MAX_WINDOW));
    Duration needed = length.multipliedBy(score.orElse((long) DEFAULT_SCORE) + 1);
    Duration most = length.multipliedBy(Outlier.MOST_STEPS);
    if (history.isPresent() && step.isPresent() && history.get().compareTo(most) > 0) {
      fields.mistake(
          "history",
          "is longer than "
              + Outlier.MOST_STEPS
              + " steps, write at most "
              + DurationText.of(most)
              + " or a longer step");
    }
    if (history.isPresent() && step.isPresent() && history.get().compareTo(needed) < 0) {
      fields.mistake(
          "history",
          "is shorter than the steps that the score takes and one more, write at least "
              + DurationText.of(needed));
    }
    return history;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Scalar<Double> floor(String what) {
    return switch (what) {
      case RATIO -> Amounts::shareOrZero;
      case LATENCY ->
          node ->
              Scalars.duration(LatencyReader.SHORTEST, LatencyReader.LONGEST).read(node).toMillis()
                  / 1e3;
      default -> OutlierReader::notNegative;
    };
  }

  private static String example(String what) {
    return switch (what) {
      case RATIO -> "1%";
      case LATENCY -> "500ms";
      default -> "100";
    };
  }

  private static double notNegative(JsonNode node) throws WrongValue {
    double number = Amounts.number(node);
    if (number < 0) {
      throw new WrongValue(Shown.value(node) + " is below 0, write 0 or more");
    }
    return number;
  }

  private static double times(JsonNode node) throws WrongValue {
    double times = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(times >= 1 && times <= MOST_TIMES)) {
      throw new WrongValue(Shown.value(node) + " is not a number within 1 and 1000, write 2");
    }
    return times;
  }
}
