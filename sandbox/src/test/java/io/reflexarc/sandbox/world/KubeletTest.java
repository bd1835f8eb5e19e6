package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.fault.BehaviourFault;
import io.reflexarc.sandbox.world.fault.NodeStop;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import io.reflexarc.sandbox.world.traffic.Behaviour;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubeletTest {
  private static final AppVersion V3 = new AppVersion("shop", "checkout", "v3");
  private final WorldFixture w = WorldFixture.fresh();

  @AfterEach
  void close() {
    w.close();
  }

  private static JsonNode container(JsonNode pod) {
    return pod.at("/status/containerStatuses/0");
  }

  private List<JsonNode> states(String pod) {
    return w.changes.stream()
        .filter(e -> e.type().equals(BuiltInTypes.PODS))
        .filter(e -> Metadata.name(e.object()).equals(pod))
        .map(e -> (JsonNode) e.object())
        .toList();
  }

  @Test
  void shouldPassThroughCreatingRunningReadyWhenPodStarts() {
    // given
    w.checkout();
    // when
    w.seconds(30);
    // then
    List<String> seen = new ArrayList<>();
    for (JsonNode pod : states(Metadata.name(w.pods().get(0)))) {
      String state =
          container(pod).path("state").properties().stream()
              .map(s -> s.getKey())
              .findFirst()
              .orElse("none");
      String step =
          pod.at("/status/phase").asText()
              + " "
              + state
              + (container(pod).path("started").asBoolean() ? " started" : "")
              + (container(pod).path("ready").asBoolean() ? " ready" : "");
      if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(step)) {
        seen.add(step);
      }
    }
    assertThat(seen)
        .containsExactly(
            "Pending none",
            "Pending waiting",
            "Running running",
            "Running running started",
            "Running running started ready");
  }

  @Test
  void shouldBackOffTenTwentyFortySecondsWhenContainerKeepsCrashing() {
    // given
    w.checkout();
    w.seconds(30);
    new BehaviourFault(V3, b -> b.withCrashAfter(Duration.ofSeconds(7))).start(w.world);
    String pod = Metadata.name(w.pods().get(0));
    PodApp victim = w.world.process("shop", pod).orElseThrow();
    w.changes.clear();
    // when
    w.clock.execute(() -> w.world.nodes().crash(victim.identity().uid(), 1));
    w.pass(Duration.ofMinutes(6));
    // then
    List<String> backOffs =
        states(pod).stream()
            .map(p -> container(p).at("/state/waiting/message").asText(""))
            .filter(m -> m.startsWith("back-off"))
            .map(m -> m.substring(0, m.indexOf(" restarting")))
            .distinct()
            .toList();
    assertThat(backOffs)
        .containsExactly(
            "back-off 10s",
            "back-off 20s",
            "back-off 40s",
            "back-off 1m20s",
            "back-off 2m40s",
            "back-off 5m0s");
    JsonNode now = container(w.store.get(BuiltInTypes.PODS, "shop", pod));
    assertThat(now.path("restartCount").asInt()).isEqualTo(6);
    assertThat(now.at("/lastState/terminated/exitCode").asInt()).isEqualTo(1);
    List<ObjectNode> events = w.events(pod, "BackOff");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).path("count").asInt()).isEqualTo(6);
  }

  @Test
  void shouldRaiseRestartCountOnlyAtRestartWhenOutOfMemory() {
    // given
    w.checkout();
    w.seconds(30);
    w.changes.clear();
    BehaviourFault.leak(V3, 20L << 20).start(w.world);
    // when
    w.pass(Duration.ofSeconds(30));
    // then
    String pod = Metadata.name(w.pods().get(0));
    JsonNode killed =
        states(pod).stream()
            .filter(p -> container(p).at("/state/terminated").isObject())
            .findFirst()
            .orElseThrow();
    assertThat(container(killed).at("/state/terminated/exitCode").asInt()).isEqualTo(137);
    assertThat(container(killed).at("/state/terminated/reason").asText()).isEqualTo("OOMKilled");
    assertThat(container(killed).path("restartCount").asInt()).isZero();
    JsonNode again = w.store.get(BuiltInTypes.PODS, "shop", pod);
    assertThat(container(again).path("restartCount").asInt()).isEqualTo(1);
    assertThat(container(again).at("/lastState/terminated/containerID"))
        .isEqualTo(container(killed).path("containerID"));
    assertThat(w.events("node-", "OOMKilling")).isNotEmpty();
  }

  @Test
  void shouldForgetBackOffWhenContainerRanTenMinutes() {
    // given
    w.checkout();
    w.seconds(30);
    String pod = Metadata.name(w.pods().get(0));
    String uid = w.world.process("shop", pod).orElseThrow().identity().uid();
    w.clock.execute(() -> w.world.nodes().crash(uid, 1));
    w.pass(Duration.ofMinutes(11));
    w.changes.clear();
    // when
    w.clock.execute(() -> w.world.nodes().crash(uid, 1));
    w.seconds(5);
    // then
    assertThat(states(pod))
        .noneMatch(
            p -> container(p).at("/state/waiting/reason").asText().equals("CrashLoopBackOff"));
    assertThat(container(w.store.get(BuiltInTypes.PODS, "shop", pod)).path("restartCount").asInt())
        .isEqualTo(2);
  }

  @Test
  void shouldKillAndRestartWhenLivenessFails() {
    // given
    w.checkout();
    w.seconds(30);
    String pod = Metadata.name(w.pods().get(0));
    // when
    w.world.process("shop", pod).orElseThrow().wedge();
    w.seconds(45);
    // then
    assertThat(w.events(pod, "Unhealthy"))
        .extracting(e -> e.path("message").asText())
        .contains("Liveness probe failed: HTTP probe failed with statuscode: 503");
    assertThat(container(w.store.get(BuiltInTypes.PODS, "shop", pod)).path("restartCount").asInt())
        .isEqualTo(1);
  }

  private static Behaviour startingIn(Duration startup) {
    return new Behaviour(
        0,
        java.util.Map.of(),
        Behaviour.HEALTHY.latency(),
        Behaviour.HEALTHY.memory(),
        Behaviour.HEALTHY.pressure(),
        startup,
        Duration.ZERO,
        2,
        Behaviour.HEALTHY.files(),
        Behaviour.HEALTHY.serving());
  }

  @Test
  void shouldKillByLivenessWhenStartTakesLongerAndThereIsNoStartupProbe() {
    // given
    w.world.behaviours().set(V3, startingIn(Duration.ofSeconds(90)));
    w.namespace("shop");
    w.apply(
        BuiltInTypes.DEPLOYMENTS,
        WorldFixture.CHECKOUT.substring(0, WorldFixture.CHECKOUT.indexOf("startupProbe")).strip());
    // when
    w.seconds(45);
    // then
    String pod = Metadata.name(w.pods().get(0));
    assertThat(w.events(pod, "Unhealthy"))
        .extracting(e -> e.path("message").asText())
        .contains("Liveness probe failed: HTTP probe failed with statuscode: 503");
    assertThat(container(w.store.get(BuiltInTypes.PODS, "shop", pod)).path("restartCount").asInt())
        .isPositive();
  }

  @Test
  void shouldRestartInVainWhenStartTakesLongerThanStartupProbeAllows() {
    // given
    w.world.behaviours().set(V3, startingIn(Duration.ofSeconds(90)));
    // when
    w.checkout();
    w.pass(Duration.ofMinutes(3));
    // then
    assertThat(w.pods()).allMatch(pod -> !container(pod).path("ready").asBoolean());
    assertThat(w.pods()).allMatch(pod -> container(pod).path("restartCount").asInt() > 0);
  }

  @Test
  void shouldShowTerminationThenGoWhenPodIsDeleted() {
    // given
    w.checkout();
    w.seconds(30);
    ObjectNode pod = w.pods().get(0);
    w.changes.clear();
    // when
    w.delete(pod, DeleteOptions.background());
    w.seconds(30);
    // then
    List<StoreEvent> changes =
        w.changes.stream()
            .filter(e -> e.type().equals(BuiltInTypes.PODS))
            .filter(e -> Metadata.uid(e.object()).equals(Metadata.uid(pod)))
            .toList();
    assertThat(changes).hasSize(3);
    assertThat(Instant.parse(changes.get(0).object().at("/metadata/deletionTimestamp").asText()))
        .isEqualTo(WorldFixture.START.plusSeconds(60));
    assertThat(container(changes.get(0).object()).path("ready").asBoolean()).isTrue();
    assertThat(container(changes.get(1).object()).at("/state/terminated/reason").asText())
        .isEqualTo("Completed");
    assertThat(changes.get(2).change()).isEqualTo(StoreEvent.Change.DELETED);
    assertThat(w.pods()).hasSize(5);
  }

  @Test
  void shouldGoUnknownAfterFiftySecondsAndEvictWhenNodeStops() {
    // given
    w.checkout();
    w.seconds(30);
    String node = w.pods().get(0).at("/spec/nodeName").asText();
    // when
    NodeStop stop = new NodeStop(node);
    var undo = stop.start(w.world);
    w.seconds(40);
    // then
    JsonNode before = w.store.get(BuiltInTypes.NODES, "", node);
    assertThat(WorldFixture.condition(before, "Ready").path("status").asText()).isEqualTo("True");
    // when
    w.seconds(25);
    // then
    JsonNode after = w.store.get(BuiltInTypes.NODES, "", node);
    assertThat(WorldFixture.condition(after, "Ready").path("reason").asText())
        .isEqualTo("NodeStatusUnknown");
    assertThat(after.at("/spec/taints")).hasSize(2);
    ObjectNode orphan =
        w.pods().stream()
            .filter(p -> p.at("/spec/nodeName").asText().equals(node))
            .findFirst()
            .orElseThrow();
    assertThat(WorldFixture.condition(orphan, "Ready").path("status").asText()).isEqualTo("False");
    assertThat(container(orphan).path("ready").asBoolean()).isTrue();
    // when
    w.pass(Duration.ofMinutes(6));
    // then
    assertThat(w.pods().stream().filter(Metadata::deleting)).isNotEmpty();
    assertThat(w.deployment().at("/status/availableReplicas").asInt()).isEqualTo(5);
    // when
    undo.stop();
    w.seconds(30);
    // then
    assertThat(w.pods()).hasSize(5);
    JsonNode back = w.store.get(BuiltInTypes.NODES, "", node);
    assertThat(back.at("/spec/taints").isMissingNode()).isTrue();
  }

  @Test
  void shouldEndAPodThatIsOutOfSightAtItsDeadlineAndKeepTheObject() {
    // given
    w.checkout();
    w.seconds(30);
    String name = Metadata.name(w.pods().get(0));
    // when
    w.store.modify(
        BuiltInTypes.PODS,
        new ObjectKey("shop", name),
        WriteOptions.by("test"),
        pod -> {
          Metadata.of(pod).withObjectProperty("labels").remove("app");
          pod.withObjectProperty("spec").put("activeDeadlineSeconds", 120);
          return pod;
        });
    w.seconds(60);
    ObjectNode before = w.store.get(BuiltInTypes.PODS, "shop", name);
    w.seconds(60);
    ObjectNode after = w.store.get(BuiltInTypes.PODS, "shop", name);
    // then
    assertThat(w.pods()).hasSize(6);
    assertThat(before.at("/metadata/ownerReferences").isMissingNode()).isTrue();
    assertThat(before.at("/status/phase").asText()).isEqualTo("Running");
    assertThat(after.at("/status/phase").asText()).isEqualTo("Failed");
    assertThat(after.at("/status/reason").asText()).isEqualTo("DeadlineExceeded");
    assertThat(container(after).path("ready").asBoolean()).isFalse();
  }
}
