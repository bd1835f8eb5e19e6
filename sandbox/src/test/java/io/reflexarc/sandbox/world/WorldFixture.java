package io.reflexarc.sandbox.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A world whose time is moved by hand. */
public final class WorldFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  final WorldClock clock = WorldClock.startingAt(START, Speed.max());
  final ObjectStore store =
      new ObjectStore(ResourceTypes.builtIn(), clock, new SplittableRandom(7));
  final World world;
  final List<StoreEvent> changes = new ArrayList<>();

  private WorldFixture(WorldConfig config) {
    store.subscribe(changes::add);
    world = World.of(store, clock, config);
  }

  /** Four machines, no sockets. */
  static WorldFixture fresh() {
    return new WorldFixture(WorldConfig.ofNodes(4, 42).withoutLoopback());
  }

  static WorldFixture of(WorldConfig config) {
    return new WorldFixture(config);
  }

  void pass(Duration time) {
    clock.advance(time);
    if (clock.state().failures() > 0) {
      throw new AssertionError("a task of the world failed, see the log");
    }
  }

  void seconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  ObjectNode apply(ResourceType type, String yaml) {
    ObjectNode object = yaml(yaml);
    return store.create(type, Metadata.namespace(object), object, WriteOptions.by("test"));
  }

  static ObjectNode yaml(String yaml) {
    try {
      return (ObjectNode) YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  void namespace(String name) {
    apply(BuiltInTypes.NAMESPACES, "metadata: {name: " + name + "}");
  }

  /** The workload of the recordings: five replicas, v3, 512Mi. */
  void checkout() {
    namespace("shop");
    apply(BuiltInTypes.DEPLOYMENTS, CHECKOUT);
    apply(
        BuiltInTypes.SERVICES,
        """
        metadata: {name: checkout, namespace: shop, labels: {app: checkout}}
        spec:
          selector: {app: checkout}
          ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]
        """);
    apply(
        BuiltInTypes.DISRUPTION_BUDGETS,
        """
        metadata: {name: checkout, namespace: shop}
        spec:
          maxUnavailable: 1
          selector: {matchLabels: {app: checkout}}
        """);
  }

  static final String CHECKOUT =
      """
      metadata: {name: checkout, namespace: shop, labels: {app: checkout}}
      spec:
        replicas: 5
        selector: {matchLabels: {app: checkout}}
        strategy:
          type: RollingUpdate
          rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}
        revisionHistoryLimit: 10
        progressDeadlineSeconds: 600
        template:
          metadata: {labels: {app: checkout, version: v3}}
          spec:
            restartPolicy: Always
            terminationGracePeriodSeconds: 30
            containers:
            - name: checkout
              image: myorg/checkout:v3
              ports: [{name: http, containerPort: 8080, protocol: TCP}]
              resources:
                limits: {memory: 512Mi}
                requests: {cpu: 200m, memory: 256Mi}
              readinessProbe:
                httpGet: {path: /readyz, port: 8080, scheme: HTTP}
                initialDelaySeconds: 2
                periodSeconds: 5
                successThreshold: 1
                failureThreshold: 2
              livenessProbe:
                httpGet: {path: /livez, port: 8080, scheme: HTTP}
                periodSeconds: 10
                failureThreshold: 3
              startupProbe:
                httpGet: {path: /startz, port: 8080, scheme: HTTP}
                periodSeconds: 2
                failureThreshold: 30
      """;

  ObjectNode deployment() {
    return store.get(BuiltInTypes.DEPLOYMENTS, "shop", "checkout");
  }

  void edit(Consumer<ObjectNode> change) {
    store.modify(
        BuiltInTypes.DEPLOYMENTS,
        new ObjectKey("shop", "checkout"),
        WriteOptions.by("test"),
        d -> {
          change.accept(d);
          return d;
        });
  }

  void deploy(String version) {
    edit(
        d -> {
          ObjectNode template = (ObjectNode) d.at("/spec/template");
          ((ObjectNode) template.at("/metadata/labels")).put("version", version);
          ((ObjectNode) template.at("/spec/containers/0"))
              .put("image", "myorg/checkout:" + version);
        });
  }

  List<ObjectNode> pods() {
    return store.list(BuiltInTypes.PODS, "shop");
  }

  List<ObjectNode> pods(String version) {
    return pods().stream()
        .filter(p -> Metadata.label(p, "version").orElse("").equals(version))
        .toList();
  }

  List<ObjectNode> replicaSets() {
    return store.list(BuiltInTypes.REPLICA_SETS, "shop");
  }

  void delete(ObjectNode pod, DeleteOptions options) {
    store.delete(
        BuiltInTypes.PODS,
        Metadata.namespace(pod),
        Metadata.name(pod),
        options,
        WriteOptions.by("test"));
  }

  /** The Events about an object of this name prefix with this reason, oldest first. */
  List<ObjectNode> events(String namePrefix, String reason) {
    return store.list(BuiltInTypes.EVENTS, null).stream()
        .filter(e -> e.path("reason").asText().equals(reason))
        .filter(e -> e.at("/involvedObject/name").asText().startsWith(namePrefix))
        .toList();
  }

  static JsonNode condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    throw new AssertionError("no condition " + type + " in " + object.path("status"));
  }

  @Override
  public void close() {
    world.close();
    clock.close();
  }
}
