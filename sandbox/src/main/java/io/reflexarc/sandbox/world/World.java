package io.reflexarc.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.controller.ApplicationController;
import io.reflexarc.sandbox.world.controller.AutoscalerController;
import io.reflexarc.sandbox.world.controller.DeploymentController;
import io.reflexarc.sandbox.world.controller.DisruptionController;
import io.reflexarc.sandbox.world.controller.EndpointSliceController;
import io.reflexarc.sandbox.world.controller.NodeLifecycleController;
import io.reflexarc.sandbox.world.controller.ReplicaSetController;
import io.reflexarc.sandbox.world.controller.TaintEvictionController;
import io.reflexarc.sandbox.world.kubelet.Images;
import io.reflexarc.sandbox.world.kubelet.Nodes;
import io.reflexarc.sandbox.world.net.LoopbackNetwork;
import io.reflexarc.sandbox.world.net.PodDirectory;
import io.reflexarc.sandbox.world.net.PodPages;
import io.reflexarc.sandbox.world.scheduler.Scheduler;
import io.reflexarc.sandbox.world.traffic.BehaviourFile;
import io.reflexarc.sandbox.world.traffic.Behaviours;
import io.reflexarc.sandbox.world.traffic.Links;
import io.reflexarc.sandbox.world.traffic.PodApp;
import io.reflexarc.sandbox.world.traffic.Processes;
import io.reflexarc.sandbox.world.traffic.Traffic;
import io.reflexarc.sandbox.world.traffic.TrafficEngine;
import io.reflexarc.sandbox.world.traffic.TrafficStats;
import java.time.Duration;
import java.util.Optional;

/**
 * A living cluster: controllers, scheduler, kubelets and traffic around an object store, all on the
 * clock's thread. Phases: <i>assembled</i> by {@link #of} (nothing moves until the clock does),
 * <i>living</i>, <i>closed</i> (listeners gone; the store keeps its last objects; the clock belongs
 * to the caller).
 */
public final class World implements AutoCloseable {
  private static final Duration TRAFFIC_STEP = Duration.ofSeconds(1);

  private final ObjectStore store;
  private final WorldClock clock;
  private final Behaviours behaviours = new Behaviours();
  private final Links links = new Links();
  private final Processes processes = new Processes(behaviours);
  private final Images images = new Images();
  private final PodPages pages;
  private final PodDirectory network;
  private final Nodes nodes;
  private final TrafficEngine traffic;

  private World(ObjectStore store, WorldClock clock, WorldConfig config) {
    this.store = store;
    this.clock = clock;
    this.pages = new PodPages(clock, behaviours);
    this.network = network(config, pages);
    Cluster cluster = Cluster.follow(store, clock, config.seed());
    Events events = new Events(cluster);
    new DeploymentController(cluster, events);
    new ReplicaSetController(cluster, events);
    new DisruptionController(cluster);
    new ApplicationController(cluster);
    EndpointSliceController slices = new EndpointSliceController(cluster);
    new NodeLifecycleController(cluster, events);
    new TaintEvictionController(cluster, events);
    new Scheduler(cluster, events);
    this.nodes = new Nodes(cluster, events, processes, network, images);
    new Elections(cluster, processes);
    new AutoscalerController(cluster, events, processes);
    ClusterWiring wiring = new ClusterWiring(cluster, slices);
    this.traffic = new TrafficEngine(processes, wiring, links, config.seed(), clock.instant());
    clock.execute(() -> config.nodes().forEach(nodes::add));
    clock.every(TRAFFIC_STEP, this::flow);
  }

  private static PodDirectory network(WorldConfig config, PodPages pages) {
    Optional<LoopbackNetwork> loopback =
        config.loopback() ? LoopbackNetwork.take(pages) : Optional.empty();
    return loopback.isPresent() ? loopback.get() : PodDirectory.namesOnly();
  }

  /** Assembles a world around {@code store}, to live on {@code clock}. */
  public static World of(ObjectStore store, WorldClock clock, WorldConfig config) {
    return new World(store, clock, config);
  }

  private void flow() {
    for (PodApp app : traffic.step(clock.instant())) {
      nodes.outOfMemory(app.identity());
    }
  }

  /** Clients send this from now on. Any thread. */
  public void send(Traffic next) {
    traffic.send(next);
  }

  /** Behaves as this file says from now on. Any thread. */
  public void behave(BehaviourFile file) {
    file.versions().forEach(behaviours::set);
    file.traffic().forEach(traffic::send);
    file.network().forEach(links::set);
  }

  /** How the versions of the applications behave; may be changed at any time, from any thread. */
  public Behaviours behaviours() {
    return behaviours;
  }

  /** What the services really did. Any thread. */
  public TrafficStats stats() {
    return traffic.stats();
  }

  /** The network between applications and Services; may be changed at any time, by any thread. */
  public Links links() {
    return links;
  }

  /** Machines; to be used on the world's thread, so through {@link WorldClock#execute}. */
  public Nodes nodes() {
    return nodes;
  }

  /** What can be pulled. Any thread. */
  public Images images() {
    return images;
  }

  /** The objects. */
  public ObjectStore store() {
    return store;
  }

  /** The clock it lives on. */
  public WorldClock clock() {
    return clock;
  }

  /** Lets the API reach this world: its pods, what they use, its time. */
  public void connect(ApiServer api) {
    ApiPorts.connect(api, this);
  }

  /** The process in a pod; empty while it has none. Any thread. */
  public Optional<PodApp> process(String namespace, String pod) {
    return store.find(BuiltInTypes.PODS, namespace, pod).flatMap(this::process);
  }

  Optional<PodApp> process(ObjectNode pod) {
    return processes.of(Metadata.uid(pod));
  }

  /** What a pod answers to a GET on this port, 0 for its first; empty when nobody listens. */
  Optional<PodPages.Page> page(ObjectNode pod, int port, String path) {
    int declared = pod.at("/spec/containers/0/ports/0/containerPort").asInt();
    String ip = pod.path("status").path("podIP").asText("");
    return network.listener(ip, port == 0 ? declared : port).map(app -> pages.get(app, path, ""));
  }

  @Override
  public void close() {
    network.close();
  }
}
