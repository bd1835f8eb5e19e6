package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.traffic.PodApp;
import io.reflexarc.sandbox.world.traffic.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineFaultsTest {
  private final WorldFixture w = WorldFixture.fresh();
  private String node = "";

  @BeforeEach
  void given() {
    w.checkout();
    w.world.send(Traffic.steady("shop", "checkout", 100));
    w.pass(Duration.ofMinutes(2));
    node = w.pods().get(0).at("/spec/nodeName").asText();
  }

  @AfterEach
  void close() {
    w.close();
  }

  private List<ObjectNode> there() {
    return w.pods().stream().filter(pod -> pod.at("/spec/nodeName").asText().equals(node)).toList();
  }

  private PodApp.Snapshot process() {
    return w.world.process("shop", Metadata.name(there().get(0))).orElseThrow().snapshot();
  }

  private long served() {
    return process().byCountry().values().stream().mapToLong(PodApp.Outcome::requests).sum();
  }

  private String ready() {
    return WorldFixture.condition(w.store.get(BuiltInTypes.NODES, "", node), "Ready")
        .path("status")
        .asText();
  }

  private static double secondsPerRequest(PodApp.Snapshot before, PodApp.Snapshot after) {
    int all = before.buckets().length - 1;
    return (after.latencySumSeconds() - before.latencySumSeconds())
        / (after.buckets()[all] - before.buckets()[all]);
  }

  @Test
  void shouldGoOnWithTheSameProcessesWhenAMachineStoodStill() {
    // given
    Instant began = process().startedAt();
    // when
    w.clock.execute(() -> w.world.nodes().pause(node));
    w.seconds(60);
    long before = served();
    w.seconds(20);
    // then nobody heard of it, and it answered nobody
    assertThat(ready()).isEqualTo("Unknown");
    assertThat(served()).isEqualTo(before);
    // when
    w.clock.execute(() -> w.world.nodes().resume(node));
    w.seconds(60);
    // then
    assertThat(ready()).isEqualTo("True");
    assertThat(process().startedAt()).isEqualTo(began);
    assertThat(served()).isGreaterThan(before);
    assertThat(there())
        .allMatch(pod -> pod.at("/status/containerStatuses/0/restartCount").asInt() == 0);
    assertThat(w.deployment().at("/status/readyReplicas").asInt()).isEqualTo(5);
  }

  @Test
  void shouldTakeFiveTimesAsLongWhenAFifthOfTheCpuIsLeft() {
    // given
    PodApp.Snapshot first = process();
    w.seconds(60);
    PodApp.Snapshot second = process();
    // when
    w.clock.execute(() -> w.world.nodes().starve(node, 0.2));
    w.seconds(60);
    PodApp.Snapshot third = process();
    w.clock.execute(() -> w.world.nodes().starve(node, 1));
    w.seconds(60);
    // then
    double usual = secondsPerRequest(first, second);
    assertThat(secondsPerRequest(second, third) / usual).isBetween(4.0, 6.0);
    assertThat(secondsPerRequest(third, process()) / usual).isBetween(0.8, 1.2);
  }
}
