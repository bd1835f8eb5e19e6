package io.reflexarc.detector.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.intake.HandedIn;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.slice.Ownerships;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromqlSourceTest {

  private static final Instant START = HandedIn.NOW;
  private static final String CHECKOUT = "prod-eu/shop/Deployment/checkout";
  private static final Partitioning PARTITIONING = new Partitioning(4);

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HandedIn in = HandedIn.open();
  private final ManualTime time = new ManualTime(START);
  private final Health health = new Health();
  private HttpServer server;
  private PromqlSource source;

  @BeforeEach
  void start() throws IOException {
    in.picture.put(Objects.deployment("checkout", 1, "4", Map.of()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/prom/api/v1/",
        exchange -> {
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String decoded = URLDecoder.decode(form, StandardCharsets.UTF_8);
          asked.add(exchange.getRequestURI().getPath() + " " + decoded);
          String query = decoded.replaceAll("query=([^&]*).*", "$1");
          String now = Long.toString(time.instant().getEpochSecond());
          byte[] body =
              answers
                  .getOrDefault(query, "gone")
                  .replace("@T", now)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answers.containsKey(query) ? 200 : 503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    source =
        new PromqlSource(
            settings(),
            HandedIn.CLUSTER,
            Runnable::run,
            in.locating(),
            PARTITIONING,
            in.ownership,
            new Watermark(Duration.ofSeconds(5)),
            in.publisher,
            time,
            in.metrics,
            health.heartbeat("promql", Duration.ofSeconds(60)));
  }

  @AfterEach
  void close() {
    source.close();
    server.stop(0);
    health.close();
    in.close();
  }

  @Test
  void shouldPublishTheAnswersOfAGroupAsOneRecordWhenThePartitionIsOurs() {
    // given
    own(CHECKOUT);
    answers.put("a", vector("{\"code\":\"500\",\"version\":\"v4\"," + of("checkout") + "}", "7"));
    answers.put("b", matrix("{\"version\":\"v4\"," + of("checkout") + "}"));

    // when
    run(15);

    // then
    List<MetricSamples> published = samples(3);
    MetricSamples whole = at(published, START.plusSeconds(15));
    assertThat(whole.getTarget()).isEqualTo(CHECKOUT);
    assertThat(whole.getVersion()).isEqualTo("v4");
    assertThat(whole.getUp()).isTrue();
    assertThat(whole.getSource()).isEqualTo("prometheus");
    assertThat(whole.getSamples())
        .extracting(it -> it.getName() + it.getLabels() + it.getKind() + it.getValue())
        .containsExactly("errors_total{code=500}COUNTER7.0", "rate{}GAUGE3.0");
    assertThat(published)
        .extracting(MetricSamples::getSampledAt)
        .containsExactlyInAnyOrder(
            START.plusSeconds(5), START.plusSeconds(10), START.plusSeconds(15));
    assertThat(asked)
        .anyMatch(it -> it.contains("/query ") && it.contains("time=2026-11-23T16:00:15Z"))
        .anyMatch(it -> it.contains("/query_range ") && it.contains("start=2026-11-23T16:00:05Z"));
  }

  @Test
  void shouldPublishNothingWhenThePartitionIsNotOurs() {
    // given
    int theirs = PARTITIONING.of(CHECKOUT);
    int ours = (theirs + 1) % 4;
    Ownerships.own(in.ownership, ours);
    answers.put("a", vector("{" + of("checkout") + "}", "7"));
    answers.put("b", vector("{" + of("nobody") + "}", "7"));

    // when
    run(15);

    // then
    await().until(() -> in.count(Origin.PROMETHEUS, "dropped") == 1);
    assertThat(in.producer.history()).isEmpty();
  }

  @Test
  void shouldSaySilenceAndNotZeroWhenASeriesIsGoneOrTheServerIs() {
    // given
    own(CHECKOUT);
    answers.put("a", vector("{" + of("checkout") + "}", "7"));
    answers.put("b", vector("{" + of("checkout") + "}", "NaN"));
    run(15);
    samples(1);

    // when
    answers.put("a", vector("{" + of("checkout") + "}", "NaN"));
    run(15);
    samples(2);
    answers.clear();
    run(15);

    // then
    List<MetricSamples> published = samples(3);
    assertThat(published).extracting(MetricSamples::getUp).containsExactly(true, false, false);
    assertThat(published.get(2).getSamples()).isEmpty();
    assertThat(published.get(2).getSampledAt()).isEqualTo(START.plusSeconds(45));
    assertThat(in.metrics.scrape()).contains("reason=\"status\"");
  }

  private void run(int seconds) {
    source.turn(time.instant());
    time.advance(Duration.ofSeconds(seconds));
    source.turn(time.instant());
  }

  private void own(String target) {
    Ownerships.own(in.ownership, PARTITIONING.of(target));
  }

  private List<MetricSamples> samples(int count) {
    await().until(() -> in.producer.history().size() >= count);
    return in.samples();
  }

  private static MetricSamples at(List<MetricSamples> all, Instant at) {
    return all.stream().filter(it -> it.getSampledAt().equals(at)).findFirst().orElseThrow();
  }

  private PromqlSettings settings() {
    PromqlGroup group =
        new PromqlGroup(
            "g",
            Duration.ofSeconds(15),
            null,
            new TargetLabels(
                "cluster",
                "namespace",
                TargetLabels.kinds(List.of("Deployment=deployment")),
                "version"),
            List.of(
                new PromqlQuery("errors_total", "a", MetricKind.COUNTER, null),
                new PromqlQuery("rate", "b", MetricKind.GAUGE, Duration.ofSeconds(5))));
    return new PromqlSettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prom"),
        "",
        List.of(group),
        Duration.ofSeconds(5),
        100,
        100_000);
  }

  private static String of(String deployment) {
    return "\"__name__\":\"x\",\"namespace\":\"shop\",\"deployment\":\"" + deployment + "\"";
  }

  private static String vector(String metric, String value) {
    return result("vector", "{\"metric\":" + metric + ",\"value\":[@T,\"" + value + "\"]}");
  }

  private static String matrix(String metric) {
    long start = START.getEpochSecond();
    return result(
        "matrix",
        "{\"metric\":"
            + metric
            + ",\"values\":[["
            + start
            + ",\"9\"],["
            + (start + 5)
            + ",\"1\"],["
            + (start + 10)
            + ",\"2\"],["
            + (start + 15)
            + ",\"3\"],["
            + (start + 20)
            + ",\"4\"]]}");
  }

  private static String result(String type, String series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\""
        + type
        + "\",\"result\":["
        + series
        + "]}}";
  }
}
