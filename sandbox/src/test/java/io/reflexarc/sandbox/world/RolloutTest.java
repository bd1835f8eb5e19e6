package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private final WorldFixture w = WorldFixture.fresh();

  @AfterEach
  void close() {
    w.close();
  }

  private JsonNode status() {
    return w.deployment().path("status");
  }

  private static String revision(JsonNode object) {
    return Metadata.annotation(object, "deployment.kubernetes.io/revision").orElse("");
  }

  @Test
  void shouldBeCompleteWhenAllPodsAreReady() {
    // given
    w.checkout();
    // when
    w.seconds(30);
    // then
    assertThat(status().path("availableReplicas").asInt()).isEqualTo(5);
    assertThat(status().path("observedGeneration").asInt()).isEqualTo(1);
    assertThat(status().has("unavailableReplicas")).isFalse();
    assertThat(revision(w.deployment())).isEqualTo("1");
    assertThat(WorldFixture.condition(w.deployment(), "Available").path("reason").asText())
        .isEqualTo("MinimumReplicasAvailable");
    assertThat(WorldFixture.condition(w.deployment(), "Progressing").path("reason").asText())
        .isEqualTo("NewReplicaSetAvailable");
    assertThat(w.replicaSets()).hasSize(1);
    assertThat(Metadata.name(w.replicaSets().get(0))).matches("checkout-[bcdf456789]{8,10}");
  }

  @Test
  void shouldKeepMinimumAvailableAndMaximumPodsWhenRolling() {
    // given
    w.checkout();
    w.seconds(30);
    w.changes.clear();
    // when
    w.deploy("v4");
    w.seconds(60);
    // then
    List<JsonNode> states =
        w.changes.stream()
            .filter(e -> e.type().equals(BuiltInTypes.DEPLOYMENTS))
            .map(e -> (JsonNode) e.object())
            .toList();
    assertThat(states)
        .allSatisfy(
            d -> {
              assertThat(d.at("/status/availableReplicas").asInt()).isGreaterThanOrEqualTo(4);
              assertThat(d.at("/status/replicas").asInt()).isLessThanOrEqualTo(7);
            });
    assertThat(states.get(0).at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(states.get(0).at("/status/observedGeneration").asInt()).isEqualTo(1);
    assertThat(revision(w.deployment())).isEqualTo("2");
    assertThat(w.pods("v4")).hasSize(5);
    assertThat(w.pods("v3")).isEmpty();
    assertThat(w.replicaSets()).hasSize(2);
    assertThat(w.events("checkout", "ScalingReplicaSet"))
        .extracting(e -> e.path("message").asText().replaceAll("checkout-\\w+", "X"))
        .startsWith(
            "Scaled up replica set X from 0 to 5",
            "Scaled up replica set X from 0 to 2",
            "Scaled down replica set X from 5 to 4",
            "Scaled up replica set X from 2 to 3");
  }

  @Test
  void shouldReuseReplicaSetWithNewRevisionWhenUndone() {
    // given
    w.checkout();
    w.seconds(30);
    String first = Metadata.name(w.replicaSets().get(0));
    w.deploy("v4");
    w.seconds(60);
    // when
    w.deploy("v3");
    w.seconds(60);
    // then
    assertThat(w.replicaSets()).hasSize(2);
    ObjectNode back = w.store.get(BuiltInTypes.REPLICA_SETS, "shop", first);
    assertThat(revision(back)).isEqualTo("3");
    assertThat(Metadata.annotation(back, "deployment.kubernetes.io/revision-history"))
        .contains("1");
    assertThat(revision(w.deployment())).isEqualTo("3");
    assertThat(w.pods("v3")).hasSize(5);
  }

  @Test
  void shouldWaitWhenPausedAndRollWhenResumed() {
    // given
    w.checkout();
    w.seconds(30);
    w.edit(d -> ((ObjectNode) d.path("spec")).put("paused", true));
    w.seconds(5);
    // when
    w.deploy("v4");
    w.seconds(60);
    // then
    assertThat(w.pods("v4")).isEmpty();
    assertThat(WorldFixture.condition(w.deployment(), "Progressing").path("reason").asText())
        .isEqualTo("DeploymentPaused");
    assertThat(status().has("updatedReplicas")).isFalse();
    // when
    w.edit(d -> ((ObjectNode) d.path("spec")).remove("paused"));
    w.seconds(60);
    // then
    assertThat(w.pods("v4")).hasSize(5);
  }

  @Test
  void shouldExceedDeadlineWhenImageIsMissing() {
    // given
    w.checkout();
    w.seconds(30);
    w.edit(d -> ((ObjectNode) d.path("spec")).put("progressDeadlineSeconds", 20));
    w.world.images().lose("myorg/checkout:v4");
    // when
    w.deploy("v4");
    w.seconds(19);
    // then
    JsonNode progressing = WorldFixture.condition(w.deployment(), "Progressing");
    assertThat(progressing.path("status").asText()).isEqualTo("True");
    // when
    w.seconds(5);
    // then
    progressing = WorldFixture.condition(w.deployment(), "Progressing");
    assertThat(progressing.path("reason").asText()).isEqualTo("ProgressDeadlineExceeded");
    assertThat(progressing.path("message").asText()).contains("has timed out progressing.");
    assertThat(status().path("availableReplicas").asInt()).isEqualTo(4);
    assertThat(w.pods("v4")).hasSize(3);
  }

  @Test
  void shouldHaveNoPodTwiceWhenRecreating() {
    // given
    w.checkout();
    w.seconds(30);
    w.edit(
        d -> {
          ObjectNode strategy = ((ObjectNode) d.path("spec")).putObject("strategy");
          strategy.put("type", "Recreate");
        });
    w.changes.clear();
    // when
    w.deploy("v4");
    w.seconds(60);
    // then
    assertThat(w.pods("v4")).hasSize(5);
    List<StoreEvent> added =
        w.changes.stream()
            .filter(e -> e.type().equals(BuiltInTypes.PODS))
            .filter(e -> e.change() != StoreEvent.Change.MODIFIED)
            .toList();
    assertThat(added.subList(0, 5)).allMatch(e -> e.change() == StoreEvent.Change.DELETED);
  }

  @Test
  void shouldScaleProportionallyWhenResizedDuringRollout() {
    // given
    w.checkout();
    w.seconds(30);
    w.world.images().lose("myorg/checkout:v4");
    w.deploy("v4");
    w.seconds(10);
    // when
    w.edit(d -> ((ObjectNode) d.path("spec")).put("replicas", 10));
    w.seconds(30);
    // then
    int wanted = w.replicaSets().stream().mapToInt(rs -> rs.at("/spec/replicas").asInt()).sum();
    assertThat(wanted).isEqualTo(13);
    assertThat(w.pods("v3").size()).isGreaterThanOrEqualTo(7);
    assertThat(w.pods("v4").size()).isGreaterThan(3);
  }

  @Test
  void shouldDropOldestHistoryWhenLimitIsReached() {
    // given
    w.checkout();
    w.edit(d -> ((ObjectNode) d.path("spec")).put("revisionHistoryLimit", 2));
    w.seconds(30);
    // when
    for (int version = 4; version < 9; version++) {
      w.deploy("v" + version);
      w.pass(Duration.ofMinutes(1));
    }
    // then
    assertThat(w.replicaSets())
        .extracting(RolloutTest::revision)
        .containsExactlyInAnyOrder("4", "5", "6");
  }
}
