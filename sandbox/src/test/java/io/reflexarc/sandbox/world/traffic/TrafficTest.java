package io.reflexarc.sandbox.world.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final AppVersion V3 = new AppVersion("shop", "checkout", "v3");
  private static final AppVersion V4 = new AppVersion("shop", "checkout", "v4");
  private static final String SERVICE = "shop/checkout";

  private final Behaviours behaviours = new Behaviours();
  private final Processes processes = new Processes(behaviours);
  private final List<String> ready = new ArrayList<>();
  private final TrafficEngine engine =
      new TrafficEngine(processes, new Wires(service -> ready), new Links(), 5, START);

  private PodApp pod(String name, AppVersion version, long limit) {
    ready.add(name);
    return processes.start(new PodIdentity(name, name, version, limit), START);
  }

  private void run(int fromSecond, int toSecond) {
    for (int second = fromSecond + 1; second <= toSecond; second++) {
      engine.step(START.plusSeconds(second));
    }
  }

  @Test
  void shouldSplitEvenlyAndFailByVersion() {
    // given
    for (int i = 0; i < 9; i++) {
      pod("stable-" + i, V3, 512L << 20);
    }
    PodApp canary = pod("canary", V4, 512L << 20);
    behaviours.set(V4, Behaviour.HEALTHY.withErrorRatio(0.03));
    engine.send(Traffic.steady("shop", "checkout", 200));
    // when
    run(0, 600);
    // then
    long requests = canary.snapshot().buckets()[LatencyHistogram.BOUNDS.length];
    assertThat((double) requests).isCloseTo(12_000, within(500.0));
    VersionSample v4 = engine.stats().at(SERVICE, V4, START.plusSeconds(600)).orElseThrow();
    assertThat(v4.requestRate()).isCloseTo(20, within(5.0));
    assertThat(v4.readyPods()).isEqualTo(1);
    long errors =
        canary.snapshot().byCountry().values().stream().mapToLong(PodApp.Outcome::errors).sum();
    assertThat((double) errors / requests).isCloseTo(0.03, within(0.006));
    VersionSample v3 = engine.stats().at(SERVICE, V3, START.plusSeconds(600)).orElseThrow();
    assertThat(v3.errorRatio()).isLessThan(0.003);
    assertThat(v3.requestRate()).isCloseTo(180, within(15.0));
  }

  @Test
  void shouldBeTheSameWhenSeedIsTheSame() {
    // given
    PodApp app = pod("a", V3, 0);
    engine.send(Traffic.steady("shop", "checkout", 50));
    run(0, 100);
    Processes others = new Processes(behaviours);
    TrafficEngine twin =
        new TrafficEngine(others, new Wires(service -> List.of("a")), new Links(), 5, START);
    PodApp again = others.start(new PodIdentity("a", "a", V3, 0), START);
    twin.send(Traffic.steady("shop", "checkout", 50));
    // when
    for (int second = 1; second <= 100; second++) {
      twin.step(START.plusSeconds(second));
    }
    // then
    assertThat(Exposition.of(again.snapshot(), false))
        .isEqualTo(Exposition.of(app.snapshot(), false));
  }

  @Test
  void shouldSlowDownAndFailBeforeItIsFullWhenLeaking() {
    // given
    behaviours.set(V4, Behaviour.HEALTHY.withLeak(275 * 1024));
    PodApp app = pod("canary", V4, 512L << 20);
    engine.send(Traffic.steady("shop", "checkout", 20));
    List<Double> errors = new ArrayList<>();
    int fullAt = 0;
    // when
    for (int second = 1; second <= 1800 && fullAt == 0; second++) {
      if (!engine.step(START.plusSeconds(second)).isEmpty()) {
        fullAt = second;
      }
      if (second % 300 == 0) {
        errors.add(
            engine.stats().since(SERVICE, V4, START.plusSeconds(second - 300)).stream()
                .mapToDouble(VersionSample::errorRatio)
                .average()
                .orElse(0));
      }
    }
    // then: full after 20 minutes, above 1 % for more than ten of them
    assertThat(fullAt).isBetween(1100, 1300);
    assertThat(errors.get(0)).isLessThan(0.005);
    assertThat(errors.get(1)).isGreaterThan(0.005);
    assertThat(errors.get(2)).isGreaterThan(0.03);
    VersionSample last = engine.stats().at(SERVICE, V4, START.plusSeconds(fullAt)).orElseThrow();
    assertThat(last.latencySeconds()).isGreaterThan(0.2);
    assertThat(app.snapshot().gcSeconds()).isGreaterThan(10);
  }

  @Test
  void shouldCountFromZeroWhenProcessStartsAnew() {
    // given
    PodApp first = pod("a", V3, 0);
    engine.send(Traffic.steady("shop", "checkout", 50));
    run(0, 60);
    // when
    processes.stop(first);
    PodApp second = processes.start(new PodIdentity("a", "a", V3, 0), START.plusSeconds(60));
    run(60, 61);
    // then
    assertThat(second.snapshot().buckets()[LatencyHistogram.BOUNDS.length]).isLessThan(100);
    assertThat(Exposition.of(second.snapshot(), false))
        .contains(
            "process_start_time_seconds{app=\"checkout\",app_version=\"v3\"} "
                + START.plusSeconds(60).getEpochSecond());
  }

  @Test
  void shouldCountUnservedWhenNobodyAnswers() {
    // given
    engine.send(Traffic.steady("shop", "checkout", 100));
    ready.add("dead");
    // when
    run(0, 10);
    // then
    assertThat(engine.stats().unserved(SERVICE)).isBetween(850L, 1150L);
  }

  @Test
  void shouldWriteTextWhoseSumsAgree() {
    // given
    PodApp app = pod("a", V3, 1L << 30);
    engine.send(Traffic.steady("shop", "checkout", 80));
    // when
    run(0, 120);
    String text = Exposition.of(app.snapshot(), true);
    // then
    double requests = 0;
    Matcher matcher = Pattern.compile("http_requests_total\\{[^}]*} (\\S+)").matcher(text);
    while (matcher.find()) {
      requests += Double.parseDouble(matcher.group(1));
    }
    assertThat(value(text, "http_request_duration_seconds_count")).isEqualTo(requests);
    assertThat(text).contains("le=\"+Inf\"} " + (long) requests);
    assertThat(text).endsWith("# EOF\n").contains("# TYPE http_requests counter");
    assertThat(Exposition.of(app.snapshot(), false)).contains("# TYPE http_requests_total counter");
    assertThat(value(text, "container_spec_memory_limit_bytes")).isEqualTo(1L << 30);
  }

  private static double value(String text, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + "\\{[^}]*} (\\S+)").matcher(text);
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void shouldDrawCountsWithTheRightMeans() {
    // given
    Draw draw = new Draw(3);
    double small = 0;
    double large = 0;
    double hits = 0;
    // when
    for (int i = 0; i < 20_000; i++) {
      small += draw.poisson(0.7);
      large += draw.poisson(250);
      hits += draw.binomial(1000, 0.02);
    }
    // then
    assertThat(small / 20_000).isCloseTo(0.7, within(0.03));
    assertThat(large / 20_000).isCloseTo(250, within(1.0));
    assertThat(hits / 20_000).isCloseTo(20, within(0.3));
  }

  @Test
  void shouldReadBehaviourFileAndKeepTheUsualForTheRest() {
    // given
    String text =
        """
        namespace: shop
        traffic:
          - {service: checkout, requestsPerSecond: 200, countries: {DE: 3, FR: 1}}
        versions:
          checkout:
            v4: {errorRatio: 0.01, latency: {median: 100ms, p99: 1s}, memory: {leakPerSecond: 275Ki}}
        """;
    // when
    BehaviourFile file = BehaviourFile.parse(text);
    // then
    assertThat(file.traffic().get(0).countries()).isEqualTo(Map.of("DE", 0.75, "FR", 0.25));
    Behaviour v4 = file.versions().get(V4);
    assertThat(v4).isNotNull();
    assertThat(v4.errorRatio()).isEqualTo(0.01);
    assertThat(v4.memory().leakBytesPerSecond()).isEqualTo(275 * 1024.0);
    assertThat(v4.memory().baselineBytes()).isEqualTo(Behaviour.HEALTHY.memory().baselineBytes());
    assertThat(v4.latency().sigma()).isCloseTo(0.99, within(0.01));
  }

  @Test
  void shouldNameFieldAndFixWhenBehaviourFileIsWrong() {
    assertThatThrownBy(() -> BehaviourFile.parse("traffic: [{requestsPerSecond: 1}]"))
        .hasMessage("traffic[0].service: is missing, name the Service");
    assertThatThrownBy(() -> BehaviourFile.parse("versions: {a: {v1: {errorRate: 1}}}"))
        .hasMessageContaining("versions.a.v1.errorRate: is unknown, known are [errorRatio,");
    assertThatThrownBy(() -> BehaviourFile.parse("versions: {a: {v1: {errorRatio: 3}}}"))
        .hasMessage("versions.a.v1.errorRatio: 3.0 is not between 0 and 1");
    assertThatThrownBy(() -> BehaviourFile.parse("versions: {a: {v1: {startup: 5}}}"))
        .hasMessage("versions.a.v1.startup: '5' is not a duration, write 40ms or 5s");
  }
}
