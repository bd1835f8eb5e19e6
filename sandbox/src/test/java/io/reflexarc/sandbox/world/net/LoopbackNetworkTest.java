package io.reflexarc.sandbox.world.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import io.reflexarc.sandbox.world.traffic.Behaviours;
import io.reflexarc.sandbox.world.traffic.PodApp;
import io.reflexarc.sandbox.world.traffic.PodIdentity;
import io.reflexarc.sandbox.world.traffic.Processes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackNetworkTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final AppVersion V3 = new AppVersion("shop", "checkout", "v3");

  private final WorldClock clock = WorldClock.startingAt(START, Speed.max());
  private final Behaviours behaviours = new Behaviours();
  private final Processes processes = new Processes(behaviours);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Optional<LoopbackNetwork> network =
      LoopbackNetwork.take(new PodPages(clock, behaviours));

  @AfterEach
  void close() {
    network.ifPresent(LoopbackNetwork::close);
    clock.close();
  }

  private LoopbackNetwork network() {
    assumeTrue(network.isPresent(), "this system has only one loopback address");
    return network.orElseThrow();
  }

  private PodApp app(String name) {
    return processes.start(new PodIdentity(name, name, V3, 512L << 20), START);
  }

  private HttpResponse<String> get(String ip, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + ip + ":8080" + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldServeNoMetricsWhenSilent() {
    // given
    PodPages pages = new PodPages(clock, behaviours);
    PodApp app = app("a");
    PodPages.Page before = pages.get(app, "/metrics", "");

    // when
    app.silence();

    // then
    assertThat(before.status()).isEqualTo(200);
    assertThat(pages.get(app, "/metrics", "").status()).isEqualTo(503);
  }

  @Test
  void shouldServeEachPodAtItsOwnAddress() throws Exception {
    // given
    String first = network().allocate(1);
    String second = network().allocate(1);
    network().open(first, 8080, app("a"));
    network().open(second, 8080, app("b"));
    // when, then
    assertThat(first).isNotEqualTo(second);
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> page = get(first, "/metrics");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("process_resident_memory_bytes{app=\"checkout\"");
      assertThat(page.headers().firstValue("content-type").orElse("")).contains("0.0.4");
    }
    assertThat(get(second, "/metrics", "Accept", "application/openmetrics-text").body())
        .endsWith("# EOF\n");
  }

  @Test
  void shouldAnswerProbesByTheProcess() throws Exception {
    // given
    String ip = network().allocate(1);
    PodApp app = app("a");
    network().open(ip, 8080, app);
    // when, then
    assertThat(get(ip, "/readyz").statusCode()).isEqualTo(503);
    clock.advanceTo(START.plusSeconds(10));
    assertThat(get(ip, "/readyz").statusCode()).isEqualTo(200);
    app.wedge();
    assertThat(get(ip, "/live").statusCode()).isEqualTo(503);
    assertThat(get(ip, "/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldRefuseConnectionsWhenProcessIsGone() throws Exception {
    // given
    String ip = network().allocate(1);
    network().open(ip, 8080, app("a"));
    assertThat(get(ip, "/metrics").statusCode()).isEqualTo(200);
    // when
    network().close(ip, 8080);
    // then
    assertThatThrownBy(() -> get(ip, "/metrics")).isInstanceOf(IOException.class);
  }

  @Test
  void shouldTakeAnotherBlockWhenOneIsHeld() {
    // given
    String mine = network().allocate(1);
    // when
    try (LoopbackNetwork other =
        LoopbackNetwork.take(new PodPages(clock, behaviours)).orElseThrow()) {
      // then
      assertThat(other.allocate(1)).isNotEqualTo(mine);
    }
  }
}
