package io.reflexarc.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.runtime.health.CheckResult;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.health.StartupStep;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageServerTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Health health = new Health();
  private final StageMetrics metrics = new StageMetrics("detector");
  private StageServer server;

  @BeforeEach
  void start() {
    server =
        StageServer.start(
            "127.0.0.1",
            0,
            "detector",
            health,
            metrics,
            routes -> routes.post("/v1/echo", context -> context.result(context.body())));
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
    health.close();
  }

  @Test
  void shouldAnswerThreeQuestionsApartWhenProbed() throws Exception {
    // given
    StartupStep step = health.startup("assignment", "waits for partitions");
    health.heartbeat("poll", Duration.ofHours(1));
    health.ready("kafka", Duration.ofSeconds(20), () -> CheckResult.good("3 brokers"));

    // then
    assertThat(get("/live").statusCode()).isEqualTo(200);
    assertThat(get("/startup").statusCode()).isEqualTo(503);
    assertThat(get("/ready").statusCode()).isEqualTo(503);

    // when
    step.done("8 partitions");

    // then
    assertThat(get("/startup").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.headers().firstValue("content-type")).contains("application/json");
    JsonNode body = new ObjectMapper().readTree(ready.body());
    assertThat(body.at("/status").asText()).isEqualTo("ok");
    assertThat(body.at("/checks/kafka/detail").asText()).isEqualTo("3 brokers");
  }

  @Test
  void shouldServeMetricsAndIndexWhenAsked() throws Exception {
    assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes");
    assertThat(get("/").body()).contains("Reflexarc detector", "/ready");
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldServeTheStagesOwnRoutesWhenAdded() throws Exception {
    assertThat(post("/v1/echo", "hello").body()).isEqualTo("hello");
  }

  @Test
  void shouldRefuseTheBodyWhenItIsTooLarge() throws Exception {
    assertThat(post("/v1/echo", "x".repeat(2 << 20)).statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(uri(path)).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
