package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.fault.PodKill;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private final WorldFixture w = WorldFixture.fresh();

  @AfterEach
  void close() {
    w.close();
  }

  private void cordon(String node, boolean cordoned) {
    w.store.modify(
        BuiltInTypes.NODES,
        new ObjectKey("", node),
        WriteOptions.by("test"),
        n -> {
          n.withObjectProperty("spec").put("unschedulable", cordoned);
          return n;
        });
  }

  private List<String> ready(JsonNode slice) {
    java.util.ArrayList<String> ready = new java.util.ArrayList<>();
    for (JsonNode endpoint : slice.path("endpoints")) {
      if (endpoint.at("/conditions/ready").asBoolean()) {
        ready.add(endpoint.at("/targetRef/name").asText());
      }
    }
    return ready;
  }

  private ObjectNode slice() {
    return w.store.list(BuiltInTypes.ENDPOINT_SLICES, "shop").get(0);
  }

  @Test
  void shouldSpreadPodsOverNodes() {
    // given
    w.checkout();
    // when
    w.seconds(30);
    // then
    assertThat(
            w.pods().stream()
                .map(p -> p.at("/spec/nodeName").asText())
                .collect(Collectors.groupingBy(n -> n, Collectors.counting()))
                .values())
        .containsExactlyInAnyOrder(1L, 1L, 1L, 2L);
  }

  @Test
  void shouldTellWhyWhenPodFitsNowhereAndBindWhenItDoes() {
    // given
    w.seconds(1);
    for (int i = 1; i <= 4; i++) {
      cordon("node-" + i, true);
    }
    // when
    w.checkout();
    w.seconds(10);
    // then
    assertThat(w.events("checkout", "FailedScheduling").get(0).path("message").asText())
        .startsWith("0/4 nodes are available: 4 node(s) were unschedulable.");
    JsonNode scheduled = WorldFixture.condition(w.pods().get(0), "PodScheduled");
    assertThat(scheduled.path("reason").asText()).isEqualTo("Unschedulable");
    // when
    cordon("node-2", false);
    w.seconds(30);
    // then
    assertThat(w.pods()).allMatch(p -> p.at("/spec/nodeName").asText().equals("node-2"));
    assertThat(w.deployment().at("/status/availableReplicas").asInt()).isEqualTo(5);
  }

  @Test
  void shouldStayPendingWhenNodeHasTooFewCpus() {
    // given
    w.checkout();
    w.seconds(30);
    // when
    w.edit(
        d ->
            ((ObjectNode) d.at("/spec/template/spec/containers/0/resources/requests"))
                .put("cpu", "64"));
    w.seconds(30);
    // then
    assertThat(w.events("checkout", "FailedScheduling").get(0).path("message").asText())
        .contains("4 Insufficient cpu");
    assertThat(w.deployment().at("/status/availableReplicas").asInt()).isEqualTo(4);
  }

  @Test
  void shouldTakePodOutOfEndpointsWhenItGoes() {
    // given
    w.checkout();
    w.seconds(30);
    ObjectNode pod = w.pods().get(0);
    assertThat(ready(slice())).hasSize(5);
    // when
    w.delete(pod, DeleteOptions.background());
    w.pass(java.time.Duration.ofMillis(200));
    // then
    assertThat(ready(slice())).hasSize(4).doesNotContain(Metadata.name(pod));
    // when
    w.seconds(30);
    // then
    assertThat(ready(slice())).hasSize(5);
  }

  @Test
  void shouldCountDisruptionsWhenPodsAreKilled() {
    // given
    w.checkout();
    w.seconds(30);
    // when
    new PodKill("shop", "checkout", 2, false).start(w.world);
    w.seconds(1);
    // then
    ObjectNode budget = w.store.list(BuiltInTypes.DISRUPTION_BUDGETS, "shop").get(0);
    assertThat(budget.at("/status/currentHealthy").asInt()).isEqualTo(3);
    assertThat(budget.at("/status/disruptionsAllowed").asInt()).isZero();
    // when
    w.seconds(30);
    // then
    budget = w.store.list(BuiltInTypes.DISRUPTION_BUDGETS, "shop").get(0);
    assertThat(budget.at("/status/disruptionsAllowed").asInt()).isEqualTo(1);
  }

  @Test
  void shouldReplacePodThatWasTakenOutOfItsReplicaSet() {
    // given
    w.checkout();
    w.seconds(30);
    ObjectNode pod = w.pods().get(0);
    // when
    w.store.modify(
        BuiltInTypes.PODS,
        ObjectKey.of(pod),
        WriteOptions.by("test"),
        p -> {
          ((ObjectNode) p.at("/metadata/labels")).put("app", "quarantined");
          return p;
        });
    w.seconds(30);
    // then
    ObjectNode quarantined = w.store.get(BuiltInTypes.PODS, "shop", Metadata.name(pod));
    assertThat(Metadata.controllerUid(quarantined)).isEmpty();
    assertThat(w.pods()).hasSize(6);
    assertThat(ready(slice())).hasSize(5).doesNotContain(Metadata.name(pod));
  }

  @Test
  void shouldRemoveEverythingWhenNamespaceIsDeleted() {
    // given
    w.checkout();
    w.seconds(30);
    // when
    w.store.delete(
        BuiltInTypes.NAMESPACES, "", "shop", DeleteOptions.background(), WriteOptions.by("test"));
    w.seconds(60);
    // then
    assertThat(w.store.find(BuiltInTypes.NAMESPACES, "", "shop")).isEmpty();
    assertThat(w.pods()).isEmpty();
    assertThat(w.replicaSets()).isEmpty();
  }
}
