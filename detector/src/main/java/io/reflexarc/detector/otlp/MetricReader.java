package io.reflexarc.detector.otlp;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.detector.intake.Points;
import io.reflexarc.schemas.avro.MetricKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes points of a metric. A gauge and a sum that may fall are gauges, a monotonic cumulative sum
 * is a counter, a cumulative histogram with explicit bounds is one. Deltas are refused: they would
 * have to be added up in memory, which a restart or another replica does not have.
 */
final class MetricReader {

  static final String MALFORMED = "malformed";

  private static final String DELTA = "delta";
  private static final String NO_VALUE = "no-value";
  private static final String UNSUPPORTED = "unsupported";
  private static final int LONGEST_NAME = 200;

  private final PointReader reader;
  private final Points points;

  /**
   * @param points is told of those that come to nothing
   */
  MetricReader(PointReader reader, Points points) {
    this.reader = reader;
    this.points = points;
  }

  /** What reads one point. */
  private interface Each<T> {
    Optional<Point> read(T point) throws WrongFieldException;
  }

  /**
   * Reads all points of a metric.
   *
   * @param name as Prometheus gives it
   */
  List<Point> read(String name, Metric metric) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return none(
          metric, MALFORMED, "name: is empty or longer than " + LONGEST_NAME + " characters");
    }
    return switch (metric.getDataCase()) {
      case GAUGE -> numbers(name, MetricKind.GAUGE, metric.getGauge().getDataPointsList(), metric);
      case SUM -> sum(name, metric);
      case HISTOGRAM -> histogram(name, metric);
      case EXPONENTIAL_HISTOGRAM ->
          none(
              metric,
              UNSUPPORTED,
              "is an exponential histogram, export it with explicit bounds"
                  + " (OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION="
                  + "explicit_bucket_histogram)");
      case SUMMARY -> none(metric, UNSUPPORTED, "is a summary, export a histogram");
      case DATA_NOT_SET -> List.of();
    };
  }

  private List<Point> sum(String name, Metric metric) {
    MetricKind kind = metric.getSum().getIsMonotonic() ? MetricKind.COUNTER : MetricKind.GAUGE;
    return isCumulative(metric, metric.getSum().getAggregationTemporality())
        ? numbers(name, kind, metric.getSum().getDataPointsList(), metric)
        : List.of();
  }

  private List<Point> histogram(String name, Metric metric) {
    List<HistogramDataPoint> all = metric.getHistogram().getDataPointsList();
    return isCumulative(metric, metric.getHistogram().getAggregationTemporality())
        ? each(metric, all, point -> reader.histogram(name, point))
        : List.of();
  }

  private boolean isCumulative(Metric metric, AggregationTemporality temporality) {
    if (temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE) {
      return true;
    }
    boolean delta = temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    none(
        metric,
        delta ? DELTA : MALFORMED,
        "aggregation_temporality: is "
            + (delta ? "delta" : "missing")
            + ", export cumulative (OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE=cumulative,"
            + " or the Collector's deltatocumulative processor)");
    return false;
  }

  private List<Point> numbers(
      String name, MetricKind kind, List<NumberDataPoint> all, Metric metric) {
    return each(metric, all, point -> reader.number(name, kind, point));
  }

  private <T> List<Point> each(Metric metric, List<T> all, Each<T> each) {
    List<Point> read = new ArrayList<>();
    for (T one : all) {
      try {
        Optional<Point> point = each.read(one);
        point.ifPresentOrElse(read::add, () -> points.passedOver(NO_VALUE, 1));
      } catch (WrongFieldException e) {
        points.rejected(MALFORMED, 1, named(metric, String.valueOf(e.getMessage())));
      }
    }
    return read;
  }

  private List<Point> none(Metric metric, String word, String problem) {
    points.rejected(word, PointCount.of(metric), named(metric, problem));
    return List.of();
  }

  private static String named(Metric metric, String problem) {
    return "metric '" + Fields.shown(metric.getName()) + "': " + problem;
  }
}
