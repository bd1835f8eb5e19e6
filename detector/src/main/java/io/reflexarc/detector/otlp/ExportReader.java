package io.reflexarc.detector.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.detector.intake.Points;
import io.reflexarc.detector.intake.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes measurements of an export: whose, which, when. */
final class ExportReader {

  private static final String UNWANTED = "unwanted";
  private static final String CONTAINER = "k8s.container.name";

  private final String cluster;
  private final Predicate<String> wanted;

  /**
   * @param cluster the cluster that is meant where no attribute names one
   * @param wanted names of metrics that are published
   */
  ExportReader(String cluster, Predicate<String> wanted) {
    this.cluster = cluster;
    this.wanted = wanted;
  }

  Reading.Measured read(ExportMetricsServiceRequest request, Instant now) {
    Points points = new Points();
    Exports exports = new Exports(points);
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      read(resource, now, exports, points);
    }
    return new Reading.Measured(exports.measurements(), points);
  }

  private void read(ResourceMetrics resource, Instant now, Exports exports, Points points) {
    Writer writer;
    try {
      writer = Writer.of(resource.getResource(), cluster);
    } catch (WrongFieldException e) {
      count(resource, points, String.valueOf(e.getMessage()));
      return;
    }
    MetricReader reader = new MetricReader(new PointReader(now, common(resource)), points);
    for (Metric metric : metrics(resource)) {
      String name = PrometheusName.of(metric);
      if (wanted.test(name)) {
        exports.add(writer, reader.read(name, metric));
      } else {
        points.passedOver(UNWANTED, PointCount.of(metric));
      }
    }
  }

  /** What nobody asks for is no loss, wherever it belongs. */
  private void count(ResourceMetrics resource, Points points, String problem) {
    for (Metric metric : metrics(resource)) {
      if (wanted.test(PrometheusName.of(metric))) {
        points.rejected(Reading.UNATTRIBUTED, PointCount.of(metric), problem);
      } else {
        points.passedOver(UNWANTED, PointCount.of(metric));
      }
    }
  }

  private static List<Metric> metrics(ResourceMetrics resource) {
    return resource.getScopeMetricsList().stream()
        .flatMap(scope -> scope.getMetricsList().stream())
        .toList();
  }

  /** A container is named as cAdvisor does it. */
  private static Map<String, String> common(ResourceMetrics resource) {
    String container =
        Attributes.plain(resource.getResource().getAttributesList()).getOrDefault(CONTAINER, "");
    return container.isEmpty() || container.length() > Fields.LONGEST_LABEL
        ? Map.of()
        : Map.of("container", container);
  }
}
