package io.reflexarc.detector.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.reflexarc.detector.intake.HandedIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Exports for tests, measured a second before now. */
public final class Otlp {

  public static final Instant AT = HandedIn.NOW.minusSeconds(1);
  public static final Map<String, String> POD =
      Map.of("k8s.namespace.name", "shop", "k8s.pod.name", "d1-1-a", "service.name", "checkout");

  private Otlp() {}

  /** All kinds that are taken. */
  public static ExportMetricsServiceRequest export() {
    return of(POD, gauge(1.5), sum(true, CUMULATIVE, 42), sum(false, CUMULATIVE, -3), histogram());
  }

  static final AggregationTemporality CUMULATIVE =
      AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  static final AggregationTemporality DELTA = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;

  static ExportMetricsServiceRequest of(Map<String, String> resource, Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(resource(resource, metrics))
        .build();
  }

  static ResourceMetrics resource(Map<String, String> resource, Metric... metrics) {
    return ResourceMetrics.newBuilder()
        .setResource(Resource.newBuilder().addAllAttributes(attributes(resource)))
        .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics)))
        .build();
  }

  static Metric gauge(double value) {
    return gauge("queue.depth", value, AT);
  }

  static Metric gauge(String name, double value, Instant at) {
    return Metric.newBuilder()
        .setName(name)
        .setGauge(Gauge.newBuilder().addDataPoints(number(at, "queue", "a").setAsDouble(value)))
        .build();
  }

  static Metric sum(boolean monotonic, AggregationTemporality temporality, long value) {
    return Metric.newBuilder()
        .setName(monotonic ? "http.server.requests" : "http.server.active")
        .setUnit("{request}")
        .setSum(
            Sum.newBuilder()
                .setIsMonotonic(monotonic)
                .setAggregationTemporality(temporality)
                .addDataPoints(number(AT, "http.status", "200").setAsInt(value)))
        .build();
  }

  static Metric histogram() {
    return histogram(CUMULATIVE, List.of(1L, 2L, 4L), List.of(0.1, 0.5), 7);
  }

  static Metric histogram(
      AggregationTemporality temporality, List<Long> counts, List<Double> bounds, long count) {
    return Metric.newBuilder()
        .setName("http.server.request.duration")
        .setUnit("s")
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(temporality)
                .addDataPoints(
                    HistogramDataPoint.newBuilder()
                        .setTimeUnixNano(nanos(AT))
                        .setCount(count)
                        .setSum(3.5)
                        .addAllBucketCounts(counts)
                        .addAllExplicitBounds(bounds)))
        .build();
  }

  static NumberDataPoint.Builder number(Instant at, String label, String value) {
    return NumberDataPoint.newBuilder()
        .setTimeUnixNano(nanos(at))
        .addAllAttributes(attributes(Map.of(label, value)));
  }

  static List<KeyValue> attributes(Map<String, String> attributes) {
    List<KeyValue> list = new ArrayList<>();
    attributes.forEach(
        (key, value) ->
            list.add(
                KeyValue.newBuilder()
                    .setKey(key)
                    .setValue(AnyValue.newBuilder().setStringValue(value))
                    .build()));
    return list;
  }

  static long nanos(Instant at) {
    return TimeUnit.MILLISECONDS.toNanos(at.toEpochMilli());
  }

  public static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
