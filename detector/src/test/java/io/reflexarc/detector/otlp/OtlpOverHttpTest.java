package io.reflexarc.detector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.intake.HandedIn;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.http.StageServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpOverHttpTest {

  private static final int POINTS = 10_000;

  private final HandedIn in = HandedIn.open();
  private final Health health = new Health();
  private final StageServer server =
      StageServer.start(
          "127.0.0.1",
          0,
          "detector",
          health,
          in.metrics,
          routes ->
              in.routes(
                      Map.of(
                          "/v1/metrics",
                          new OtlpFormat(
                              HandedIn.CLUSTER,
                              name -> name.equals("g1"),
                              new OtlpSettings(4 << 20, POINTS))))
                  .addTo(routes));

  @BeforeEach
  void cluster() {
    in.picture.put(Objects.deployment("d1", 1, "4", Map.of()));
  }

  @AfterEach
  void close() {
    server.close();
    health.close();
    in.close();
  }

  @Test
  void shouldTakeWhatIsAskedForWhenMegabytesAreExported() throws Exception {
    // given
    byte[] body = export(POINTS);
    assertThat(body.length).isGreaterThan(1_500_000);

    // when
    HttpResponse<byte[]> answer = post(body);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/x-protobuf");
    assertThat(ExportMetricsServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(in.samples()).hasSize(1);
    assertThat(in.samples().get(0).getSamples()).hasSize(1);
  }

  @Test
  void shouldRefuseWhenThereAreTooManyPoints() throws Exception {
    assertThat(post(export(POINTS + 1)).statusCode()).isEqualTo(413);
  }

  private static byte[] export(int points) {
    String text = "x".repeat(200);
    Metric[] many =
        IntStream.range(0, points)
            .mapToObj(i -> Otlp.gauge("g" + i, i, Otlp.AT).toBuilder().setDescription(text).build())
            .toArray(Metric[]::new);
    ExportMetricsServiceRequest request =
        Otlp.of(Map.of("k8s.namespace.name", "shop", "k8s.deployment.name", "d1"), many);
    return request.toByteArray();
  }

  private HttpResponse<byte[]> post(byte[] body) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/metrics"))
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }
}
