package io.reflexarc.sandbox.actuator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.ClusterSettings;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Errand;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.ApiServerConfig;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.WorldConfig;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A cluster behind the sandbox's API server, with its controllers and kubelets, whose time is moved
 * by hand: one second of it may take a millisecond, and nothing happens between two turns of an
 * errand but what its delay leaves time for.
 */
final class LivingCluster implements AutoCloseable {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_TURNS = 20_000;

  final WorldClock clock = WorldClock.startingAt(Commands.ISSUED, Speed.of(1));
  final ObjectStore store = new ObjectStore(ResourceTypes.builtIn(), clock, new Random(7));
  private final World world;
  private final ApiServer server;
  private final Path kubeconfig;

  LivingCluster(int nodes) throws IOException {
    world = World.of(store, clock, WorldConfig.ofNodes(nodes, 42).withoutLoopback());
    server = ApiServer.start(ApiServerConfig.onPort(0), store);
    world.connect(server);
    kubeconfig = Files.createTempFile("living", ".kubeconfig");
    server.writeKubeconfig(kubeconfig);
    pass(Duration.ofSeconds(1));
    apply(BuiltInTypes.NAMESPACES, "metadata: {name: shop}");
  }

  void pass(Duration time) {
    clock.advance(time);
    if (clock.state().failures() > 0) {
      throw new AssertionError("a task of the world failed, see the log");
    }
  }

  ObjectNode apply(ResourceType type, String yaml) {
    try {
      ObjectNode object = (ObjectNode) YAML.readTree(yaml);
      return store.create(type, Metadata.namespace(object), object, WriteOptions.by("human"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A human changes an object. */
  void edit(ResourceType type, String namespace, String name, Consumer<ObjectNode> change) {
    store.modify(
        type,
        new ObjectKey(namespace, name),
        WriteOptions.by("human"),
        object -> {
          change.accept(object);
          return object;
        });
  }

  void cordon(String node, boolean closed) {
    edit(
        BuiltInTypes.NODES,
        "",
        node,
        object -> object.withObjectProperty("spec").put("unschedulable", closed));
  }

  List<ObjectNode> pods() {
    return store.list(BuiltInTypes.PODS, "shop");
  }

  /** Another actuator, with a connection of its own, takes the command over. */
  Report run(RemediationCommand command, Checkpoint checkpoint) throws IOException {
    try (Cluster client =
        new ClusterSettings(kubeconfig.toString(), "", REQUEST_TIMEOUT, "test").connect()) {
      Errand errand = errand(command, client, checkpoint);
      for (int turns = 0; turns < MOST_TURNS; turns++) {
        Turn turn = errand.turn();
        if (turn instanceof Turn.Done done) {
          return done.report();
        }
        pass(((Turn.Again) turn).delay());
      }
    }
    throw new AssertionError("no outcome after " + MOST_TURNS + " turns");
  }

  private Errand errand(RemediationCommand command, Cluster client, Checkpoint checkpoint) {
    return new Workshop(
            Actions.installed(Map.of()),
            client,
            Post.NONE,
            new ControlDesk(),
            clock,
            Effect.PERSIST,
            "",
            checkpoint)
        .errand(command);
  }

  /** The pods that the actuator has evicted, in order. */
  List<String> evicted() {
    return server.writes().all().stream()
        .filter(write -> write.changed() && write.userAgent().equals("reflexarc-actuator/test"))
        .filter(write -> write.resource().startsWith("pods"))
        .map(WriteRecord::name)
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
    world.close();
    clock.close();
    Files.deleteIfExists(kubeconfig);
  }
}
