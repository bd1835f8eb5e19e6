package io.reflexarc.sandbox.world.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependenciesTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final AppVersion FRONT = new AppVersion("shop", "front", "v1");
  private static final AppVersion BACK = new AppVersion("shop", "back", "v1");
  private static final AppVersion DB = new AppVersion("shop", "db", "v1");

  private static final String FILE =
      """
      namespace: shop
      traffic:
        - {service: front, requestsPerSecond: 100}
      versions:
        front:
          v1:
            errorRatio: 0
            calls: [{service: back, unless: {configMap: flags, key: extras, is: "off"}}]
        back:
          v1: {errorRatio: 0, calls: [{service: db, perRequest: 2}]}
        db:
          v1: {errorRatio: 0}
      """;

  private final Behaviours behaviours = new Behaviours();
  private final Processes processes = new Processes(behaviours);
  private final Map<String, List<String>> endpoints = new HashMap<>();
  private final Wires wires = new Wires(service -> endpoints.getOrDefault(service, List.of()));
  private final Links links = new Links();
  private final TrafficEngine engine = new TrafficEngine(processes, wires, links, 5, START);
  private final PodApp front = pod(FRONT);
  private final PodApp back = pod(BACK);
  private final PodApp db = pod(DB);
  private int second;

  DependenciesTest() {
    behave(FILE);
  }

  private PodApp pod(AppVersion version) {
    String uid = version.app() + "-" + processes.all().size();
    endpoints.computeIfAbsent(version.app(), app -> new ArrayList<>()).add(uid);
    return processes.start(new PodIdentity(uid, uid, version, 0), START);
  }

  private void behave(String file) {
    BehaviourFile ways = BehaviourFile.parse(file);
    ways.versions().forEach(behaviours::set);
    ways.traffic().forEach(engine::send);
    ways.network().forEach(links::set);
  }

  private void pass(int seconds) {
    for (int until = second + seconds; second < until; ) {
      engine.step(START.plusSeconds(++second));
    }
  }

  /** Lets time pass; what the process then served. */
  private PodApp.Outcome served(PodApp app, int seconds) {
    PodApp.Outcome before = total(app);
    pass(seconds);
    PodApp.Outcome after = total(app);
    return new PodApp.Outcome(
        after.requests() - before.requests(), after.errors() - before.errors());
  }

  private static PodApp.Outcome total(PodApp app) {
    return app.snapshot().byCountry().values().stream()
        .reduce(PodApp.Outcome.NONE, PodApp.Outcome::plus);
  }

  private static double failing(PodApp.Outcome outcome) {
    return (double) outcome.errors() / outcome.requests();
  }

  @Test
  void shouldAskWhatIsBehindWhenRequestsNeedIt() {
    // when
    pass(60);
    // then
    assertThat(total(front).requests()).isCloseTo(6_000, within(400L));
    assertThat(total(back).requests()).isCloseTo(6_000, within(400L));
    assertThat(total(db).requests()).isCloseTo(12_000, within(600L));
    assertThat(total(front).errors()).isZero();
  }

  @Test
  void shouldFailAllTheWayUpWhenTheLastHasNoEndpoint() {
    // given
    pass(10);
    // when
    endpoints.remove("db");
    pass(2);
    // then
    assertThat(failing(served(front, 20))).isEqualTo(1);
    assertThat(failing(served(back, 20))).isEqualTo(1);
    assertThat(served(db, 20).requests()).isZero();
  }

  @Test
  void shouldFailBeforeItIsNoLongerAnEndpointWhenItDoesNotAnswer() {
    // given
    pass(10);
    // when
    behave("{namespace: shop, versions: {db: {v1: {answers: false}}}}");
    pass(2);
    // then
    assertThat(failing(served(back, 20))).isEqualTo(1);
    assertThat(db.alive()).isTrue();
    assertThat(db.ready(behaviours.of(DB), START.plusSeconds(30))).isFalse();
  }

  @Test
  void shouldGoAroundWhenTheSwitchIsOff() {
    // given
    endpoints.remove("db");
    pass(10);
    // when
    wires.flags.put("flags/extras", "off");
    pass(2);
    // then
    assertThat(served(front, 20).errors()).isZero();
    assertThat(served(back, 20).requests()).isZero();
    wires.flags.put("flags/extras", "on");
    pass(2);
    assertThat(failing(served(front, 20))).isEqualTo(1);
  }

  @Test
  void shouldAddTheTimeAndTheLossOfTheNetwork() {
    // given
    pass(70);
    double fast = front.snapshot().latencySumSeconds() / total(front).requests();
    // when
    behave("{namespace: shop, network: [{from: front, to: back, latency: 300ms, loss: 0.2}]}");
    pass(2);
    double sum = front.snapshot().latencySumSeconds();
    PodApp.Outcome outcome = served(front, 60);
    // then
    double slow = (front.snapshot().latencySumSeconds() - sum) / outcome.requests();
    assertThat(slow - fast).isCloseTo(0.3, within(0.15));
    assertThat(failing(outcome)).isCloseTo(0.2, within(0.03));
    assertThat(served(back, 20).errors()).isZero();
  }

  @Test
  void shouldMeanAllCallersWhenTheNetworkNamesNone() {
    // when
    behave("{namespace: shop, network: [{to: db, loss: 0.5}]}");
    pass(2);
    // then
    assertThat(failing(served(back, 60))).isCloseTo(0.75, within(0.04));
  }

  @Test
  void shouldServeOnlyWhatThereIsRoomFor() {
    // when
    behave("{namespace: shop, versions: {db: {v1: {errorRatio: 0, atMostPerSecond: 150}}}}");
    pass(2);
    // then
    assertThat(failing(served(db, 60))).isCloseTo(0.25, within(0.04));
  }

  @Test
  void shouldAskMoreWhenClientsRetryAndWhenMorePodsPoll() {
    // given
    behave(
        """
        namespace: shop
        traffic: [{service: back, requestsPerSecond: 100, retries: 3}]
        versions:
          front: {v1: {errorRatio: 0, calls: [{service: db, perRequest: 0, perSecond: 20}]}}
          back: {v1: {errorRatio: 0.5}}
        """);
    pass(5);
    // then
    assertThat(served(back, 60).requests()).isCloseTo(60 * 187, within(700L));
    assertThat(served(db, 60).requests()).isCloseTo(60 * 20, within(120L));
    pod(FRONT);
    assertThat(served(db, 60).requests()).isCloseTo(60 * 40, within(150L));
  }

  @Test
  void shouldFollowTheWeightsOfARoute() {
    // given
    wires.routes.put("all", Map.of("back", 0.75, "db", 0.25));
    behave(
        """
        namespace: shop
        traffic:
          - {service: front, requestsPerSecond: 0}
          - {route: all, requestsPerSecond: 100}
        versions: {back: {v1: {errorRatio: 0}}}
        """);
    // then
    assertThat(served(back, 60).requests()).isCloseTo(60 * 75, within(300L));
    assertThat(served(db, 60).requests()).isCloseTo(60 * 25, within(200L));
  }

  @Test
  void shouldTakeNoRequestWhenNoFileDescriptorIsLeft() {
    // given
    behave(
        """
        namespace: shop
        versions: {db: {v1: {errorRatio: 0, openFiles: 60, openFilesLeakPerSecond: 10, openFilesAtMost: 300}}}
        """);
    // then
    assertThat(served(db, 10).errors()).isZero();
    pass(20);
    assertThat(failing(served(db, 10))).isEqualTo(1);
    assertThat(db.snapshot().openFiles()).isEqualTo(300);
  }
}
