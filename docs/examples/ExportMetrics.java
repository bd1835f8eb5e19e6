import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Exports one counter by OTLP, as an SDK or a Collector does it. Argument: the detector's address. */
public final class ExportMetrics {
  public static void main(String[] args) throws Exception {
    Metric requests = Metric.newBuilder().setName("http.requests").setUnit("{request}")
        .setSum(Sum.newBuilder().setIsMonotonic(true)
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
            .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1_000)
                .setTimeUnixNano(System.currentTimeMillis() * 1_000_000)
                .addAttributes(attribute("status", "200"))))
        .build();
    ExportMetricsServiceRequest export = ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(ResourceMetrics.newBuilder()
            .setResource(Resource.newBuilder()
                .addAttributes(attribute("k8s.namespace.name", "shop"))
                .addAttributes(attribute("k8s.deployment.name", "checkout"))
                .addAttributes(attribute("service.instance.id", "example")))
            .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(requests)))
        .build();
    HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(
        HttpRequest.newBuilder(URI.create(args[0] + "/v1/metrics")).header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(export.toByteArray())).build(),
        HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    System.out.println("200, rejected: "
        + ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess().getRejectedDataPoints());
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)).build();
  }
}
