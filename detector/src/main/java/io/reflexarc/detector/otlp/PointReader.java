package io.reflexarc.detector.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes samples of points. Empty where a point says that there is no value. */
final class PointReader {

  private static final Duration FARTHEST = Duration.ofMinutes(5);
  private static final int MOST_BUCKETS = 500;
  private static final int NO_VALUE = DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE;

  private final Instant now;
  private final Map<String, String> common;

  /**
   * @param now event time
   * @param common labels of every point that has none of that name
   */
  PointReader(Instant now, Map<String, String> common) {
    this.now = now;
    this.common = common;
  }

  /**
   * Reads the point of a gauge or a sum.
   *
   * @throws WrongFieldException naming the field and the fix
   */
  Optional<Point> number(String name, MetricKind kind, NumberDataPoint point)
      throws WrongFieldException {
    if (saysNothing(point.getFlags())) {
      return Optional.empty();
    }
    double value =
        switch (point.getValueCase()) {
          case AS_DOUBLE -> point.getAsDouble();
          case AS_INT -> point.getAsInt();
          case VALUE_NOT_SET -> throw new WrongFieldException("value: is missing");
        };
    if (!Double.isFinite(value)) {
      return Optional.empty();
    }
    if (kind == MetricKind.COUNTER && value < 0) {
      throw new WrongFieldException("value: is below zero, which a monotonic sum cannot be");
    }
    Instant at = at(point.getTimeUnixNano());
    return Optional.of(
        new Point(at, sample(name, kind, point.getAttributesList()).setValue(value).build()));
  }

  /**
   * Reads the point of a histogram with explicit bounds.
   *
   * @throws WrongFieldException naming the field and the fix
   */
  Optional<Point> histogram(String name, HistogramDataPoint point) throws WrongFieldException {
    if (saysNothing(point.getFlags())) {
      return Optional.empty();
    }
    Instant at = at(point.getTimeUnixNano());
    Sample.Builder sample =
        sample(name, MetricKind.HISTOGRAM, point.getAttributesList())
            .setValue(unsigned(point.getCount()))
            .setBuckets(buckets(point));
    if (point.hasSum() && Double.isFinite(point.getSum())) {
      sample.setSum(point.getSum());
    }
    return Optional.of(new Point(at, sample.build()));
  }

  private Sample.Builder sample(String name, MetricKind kind, List<KeyValue> attributes)
      throws WrongFieldException {
    Map<String, String> labels = new HashMap<>(common);
    labels.putAll(Attributes.labels(attributes));
    return Sample.newBuilder().setName(name).setKind(kind).setLabels(labels);
  }

  /** Counts lie between bounds in OTLP, and below them in a sample. */
  private static List<Bucket> buckets(HistogramDataPoint point) throws WrongFieldException {
    List<Long> counts = point.getBucketCountsList();
    List<Double> bounds = point.getExplicitBoundsList();
    if (counts.size() > MOST_BUCKETS) {
      throw new WrongFieldException(
          "bucket_counts: are more than " + MOST_BUCKETS + ", use fewer bounds");
    }
    if (counts.isEmpty() && bounds.isEmpty()) {
      return List.of(bucket(Double.POSITIVE_INFINITY, unsigned(point.getCount())));
    }
    if (counts.size() != bounds.size() + 1) {
      throw new WrongFieldException("bucket_counts: are not one more than explicit_bounds");
    }
    List<Bucket> buckets = new ArrayList<>();
    long below = 0;
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < counts.size(); i++) {
      double bound = i < bounds.size() ? bounds.get(i) : Double.POSITIVE_INFINITY;
      if (!(bound > last)) {
        throw new WrongFieldException("explicit_bounds: do not rise");
      }
      last = bound;
      unsigned(counts.get(i));
      below += counts.get(i);
      buckets.add(bucket(bound, unsigned(below)));
    }
    if (below != point.getCount()) {
      throw new WrongFieldException("count: is not the sum of bucket_counts");
    }
    return buckets;
  }

  private static Bucket bucket(double bound, double count) {
    return Bucket.newBuilder().setUpperBound(bound).setCount(count).build();
  }

  private Instant at(long nanos) throws WrongFieldException {
    if (nanos <= 0) {
      throw new WrongFieldException("time_unix_nano: is missing");
    }
    Instant at = Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(nanos));
    if (at.isBefore(now.minus(FARTHEST))) {
      throw new WrongFieldException(
          "time_unix_nano: is more than 5m behind " + now + ", export sooner or check the clock");
    }
    if (at.isAfter(now.plus(FARTHEST))) {
      throw new WrongFieldException(
          "time_unix_nano: is more than 5m ahead of " + now + ", check the clock of who exports");
    }
    return at;
  }

  private static boolean saysNothing(int flags) {
    return (flags & NO_VALUE) != 0;
  }

  private static double unsigned(long count) throws WrongFieldException {
    if (count < 0) {
      throw new WrongFieldException("count: is beyond 2^63");
    }
    return count;
  }
}
