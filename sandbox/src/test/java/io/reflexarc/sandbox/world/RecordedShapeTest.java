package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.world.fault.BehaviourFault;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the world writes has the fields, and the words, that a real control plane wrote. */
class RecordedShapeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final WorldFixture w = WorldFixture.fresh();

  @AfterEach
  void close() {
    w.close();
  }

  private static ObjectNode recorded(String name) {
    try (InputStream in =
        RecordedShapeTest.class.getResourceAsStream("/recorded/" + name + ".json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths of all values; list items by their type or reason, else as one. */
  private static Set<String> paths(JsonNode node) {
    Set<String> paths = new TreeSet<>();
    collect("", node, paths);
    paths.removeIf(path -> path.contains("/managedFields"));
    return paths;
  }

  private static void collect(String path, JsonNode node, Set<String> paths) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), paths));
    } else if (node.isArray()) {
      node.forEach(
          item -> {
            String name = item.path("type").asText(item.path("name").asText("*"));
            collect(path + "[" + (path.endsWith("conditions") ? name : "*") + "]", item, paths);
          });
    } else {
      paths.add(path);
    }
  }

  /** Metadata and status of {@code real} are a subset of {@code ours}, and the other way round. */
  private static void assertSameShape(JsonNode ours, JsonNode real, String... parts) {
    for (String part : parts) {
      assertThat(paths(ours.path(part))).as(part).isEqualTo(paths(real.path(part)));
    }
  }

  private ObjectNode first(ResourceType type, Predicate<ObjectNode> wanted) {
    return w.changes.stream()
        .filter(e -> e.type().equals(type) && e.change() != StoreEvent.Change.DELETED)
        .map(StoreEvent::object)
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the world wrote no such " + type.kind()));
  }

  private static JsonNode state(ObjectNode pod) {
    return pod.at("/status/containerStatuses/0/state");
  }

  @Test
  void shouldWriteControlPlaneObjectsAsRecorded() {
    // when
    w.checkout();
    w.seconds(60);
    // then
    assertSameShape(w.deployment(), recorded("deployment-complete"), "metadata", "status");
    assertThat(w.deployment().at("/status/conditions/1/reason"))
        .isEqualTo(recorded("deployment-complete").at("/status/conditions/1/reason"));
    assertSameShape(w.replicaSets().get(0), recorded("replicaset"), "status");
    assertThat(paths(w.replicaSets().get(0).path("metadata")))
        .containsAll(
            Set.of(
                "/annotations/deployment.kubernetes.io/desired-replicas",
                "/annotations/deployment.kubernetes.io/max-replicas",
                "/annotations/deployment.kubernetes.io/revision",
                "/ownerReferences[*]/blockOwnerDeletion"));
    ObjectNode slice = w.store.list(BuiltInTypes.ENDPOINT_SLICES, "shop").get(0);
    assertSameShape(slice, recorded("endpointslice"), "endpoints", "ports");
    assertThat(slice.at("/metadata/labels"))
        .isEqualTo(recorded("endpointslice").at("/metadata/labels"));
    ObjectNode budget = w.store.list(BuiltInTypes.DISRUPTION_BUDGETS, "shop").get(0);
    assertThat(withoutTimes(budget.path("status")).toString())
        .isEqualTo(withoutTimes(recorded("disruption-budget").path("status")).toString());
  }

  private static JsonNode withoutTimes(JsonNode status) {
    ObjectNode copy = status.deepCopy();
    copy.path("conditions").forEach(c -> ((ObjectNode) c).remove("lastTransitionTime"));
    return copy;
  }

  @Test
  void shouldWriteNodesAndLeasesAsRecorded() {
    // when
    w.seconds(15);
    // then
    ObjectNode node = w.store.get(BuiltInTypes.NODES, "", "node-1");
    assertSameShape(node, recorded("node"), "status");
    assertThat(paths(node.path("metadata"))).containsAll(paths(recorded("node").path("metadata")));
    ObjectNode lease = w.store.get(BuiltInTypes.LEASES, "kube-node-lease", "node-1");
    assertSameShape(lease, recorded("lease"), "spec");
  }

  @Test
  void shouldWritePodsAsRecorded() {
    // when
    w.checkout();
    w.seconds(60);
    // then
    assertSameShape(w.pods().get(0), recorded("pod-running"), "status");
    ObjectNode creating = first(BuiltInTypes.PODS, p -> state(p).path("waiting").has("reason"));
    assertSameShape(creating, recorded("pod-creating"), "status");
  }

  @Test
  void shouldWriteKilledPodsAsRecorded() {
    // given
    w.checkout();
    w.seconds(60);
    // when
    BehaviourFault.leak(new AppVersion("shop", "checkout", "v3"), 50L << 20).start(w.world);
    w.seconds(60);
    // then
    ObjectNode killed =
        first(
            BuiltInTypes.PODS, p -> state(p).at("/terminated/reason").asText().equals("OOMKilled"));
    assertSameShape(killed, recorded("pod-oom-killed"), "status");
    ObjectNode looping =
        first(
            BuiltInTypes.PODS,
            p -> state(p).at("/waiting/reason").asText().equals("CrashLoopBackOff"));
    assertSameShape(looping, recorded("pod-crash-loop"), "status");
    String message = state(looping).at("/waiting/message").asText();
    assertThat(message.replace(Metadata.name(looping), "P").replace(Metadata.uid(looping), "U"))
        .isEqualTo("back-off 10s restarting failed container=checkout pod=P_shop(U)");
  }

  @Test
  void shouldWriteEventsAsRecorded() {
    // when
    w.checkout();
    w.seconds(30);
    w.deploy("v4");
    w.seconds(30);
    // then
    for (String name : new String[] {"event-scaling", "event-scheduled", "event-started"}) {
      ObjectNode real = recorded(name);
      ObjectNode ours = w.events("checkout", real.path("reason").asText()).get(0);
      Set<String> wanted = paths(real);
      assertThat(paths(ours)).as(name).isEqualTo(wanted);
      assertThat(ours.path("type")).isEqualTo(real.path("type"));
      assertThat(ours.path("source").path("component"))
          .isEqualTo(real.path("source").path("component"));
    }
    ObjectNode rolling =
        first(
            BuiltInTypes.DEPLOYMENTS,
            d ->
                d.at("/status/unavailableReplicas").asInt() > 0
                    && d.at("/status/updatedReplicas").asInt() > 0
                    && d.at("/status/availableReplicas").asInt() > 0
                    && d.at("/status/observedGeneration").asInt() == 2);
    assertSameShape(rolling, recorded("deployment-rolling"), "status");
  }
}
