package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One node's kubelet. Stopped, it freezes everything it reports (lease, node status, pod statuses)
 * and its processes die, as when the machine loses power; started, it reports again and starts the
 * containers anew.
 */
final class Kubelet {
  private static final String LEASES = "kube-node-lease";
  private static final Duration LEASE_PERIOD = Duration.ofSeconds(10);
  private static final Duration STATUS_PERIOD = Duration.ofMinutes(5);
  private static final Duration NOTICE = Duration.ofMillis(30);

  private final KubeletWorld world;
  private final NodeSpec spec;
  private final int number;
  private final Events.Source source;
  private final Map<String, PodWorker> pods = new LinkedHashMap<>();
  private final Set<String> images = new HashSet<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private boolean stopped;
  private boolean paused;
  private final MemoryWatch memory;
  private boolean pressure;
  private long life;

  Kubelet(KubeletWorld world, NodeSpec spec, int number) {
    this.world = world;
    this.spec = spec;
    this.number = number;
    this.source = new Events.Source("kubelet", spec.name());
    this.memory = new MemoryWatch(this, (long) spec.memoryGiB() << 30);
  }

  void register() {
    ObjectKey key = new ObjectKey("", spec.name());
    if (world.cluster().find(BuiltInTypes.NODES, key) == null) {
      ObjectNode node =
          world
              .cluster()
              .create(
                  BuiltInTypes.NODES,
                  new NodeObject(spec, address()).json(world.cluster().timestamp()),
                  PodWorker.MANAGER);
      createLease(node);
      world.events().normal(source, node, "Starting", "Starting kubelet.");
    }
    // Kubelets do not beat in step.
    Duration offset = Duration.ofMillis(world.random().nextInt((int) LEASE_PERIOD.toMillis()));
    world
        .cluster()
        .clock()
        .after(
            offset,
            () -> {
              beat();
              world.cluster().clock().every(LEASE_PERIOD, this::beat);
              world.cluster().clock().every(STATUS_PERIOD, this::report);
              world.cluster().clock().every(MemoryWatch.PERIOD, this::watchMemory);
            });
  }

  private void createLease(ObjectNode node) {
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = lease.putObject("metadata");
    metadata.put("name", spec.name()).put("namespace", LEASES);
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "v1")
        .put("kind", "Node")
        .put("name", spec.name())
        .put("uid", Metadata.uid(node));
    lease
        .putObject("spec")
        .put("holderIdentity", spec.name())
        .put("leaseDurationSeconds", 40)
        .put("renewTime", Events.micros(world.cluster().now()));
    world.cluster().create(BuiltInTypes.LEASES, lease, PodWorker.MANAGER);
  }

  private void beat() {
    ObjectNode lease =
        world.cluster().find(BuiltInTypes.LEASES, new ObjectKey(LEASES, spec.name()));
    if (!stopped() && lease != null) {
      world
          .cluster()
          .edit(
              BuiltInTypes.LEASES,
              lease,
              PodWorker.MANAGER,
              l ->
                  l.withObjectProperty("spec")
                      .put("renewTime", Events.micros(world.cluster().now())));
    }
  }

  private void report() {
    ObjectNode node = node();
    if (!stopped() && node != null) {
      world
          .cluster()
          .editStatus(
              BuiltInTypes.NODES,
              node,
              PodWorker.MANAGER,
              n -> NodeObject.heartbeat(n, pressure, world.cluster().timestamp()));
    }
  }

  @Nullable ObjectNode node() {
    return world.cluster().find(BuiltInTypes.NODES, new ObjectKey("", spec.name()));
  }

  /** A pod of this node was added, changed or removed. */
  void podChanged(StoreEvent event) {
    String uid = Metadata.uid(event.object());
    PodWorker worker = pods.get(uid);
    if (event.change() == StoreEvent.Change.DELETED) {
      if (worker != null) {
        pods.remove(uid);
        worker.gone();
      }
    } else if (worker != null) {
      if (stopped()) {
        return;
      }
      worker.changed(event.object());
    } else if (!stopped()) {
      accept(event.object());
    }
  }

  private void accept(ObjectNode pod) {
    PodWorker worker = new PodWorker(this, pod);
    pods.put(worker.uid(), worker);
    later(
        NOTICE,
        () -> {
          if (pods.get(worker.uid()) == worker) {
            worker.begin();
          }
        });
    if (Metadata.deleting(pod)) {
      worker.changed(pod);
    }
  }

  /** The machine stands still: nothing on it runs, and nothing on it knows. */
  void pause() {
    if (!stopped()) {
      paused = true;
      pods.values().forEach(worker -> worker.freeze(true));
    }
  }

  /** It goes on where it was, and hears of what it missed. */
  void resume() {
    if (!paused) {
      return;
    }
    paused = false;
    pods.values().forEach(worker -> worker.freeze(false));
    beat();
    report();
    for (Runnable step = held.poll(); step != null; step = held.poll()) {
      step.run();
    }
    for (ObjectNode pod : world.cluster().all(BuiltInTypes.PODS)) {
      if (Pods.node(pod).equals(spec.name())) {
        catchUp(pod);
      }
    }
  }

  private void catchUp(ObjectNode pod) {
    PodWorker worker = pods.get(Metadata.uid(pod));
    if (worker == null) {
      accept(pod);
    } else {
      worker.changed(pod);
      worker.sync();
    }
  }

  /** The machine stops, or starts again. */
  void stop(boolean stop) {
    if (stop == stopped) {
      return;
    }
    paused = false;
    held.clear();
    life++;
    if (stop) {
      stopped = true;
      pods.values().forEach(PodWorker::halt);
      return;
    }
    stopped = false;
    beat();
    report();
    for (ObjectNode pod : world.cluster().all(BuiltInTypes.PODS)) {
      if (pod.path("spec").path("nodeName").asText("").equals(spec.name())) {
        restart(pod);
      }
    }
  }

  private void restart(ObjectNode pod) {
    PodWorker worker = pods.get(Metadata.uid(pod));
    if (worker == null) {
      accept(pod);
    } else {
      worker.refresh(pod);
      worker.reboot();
    }
  }

  private void watchMemory() {
    if (!stopped()) {
      memory.look(world.cluster().now());
    }
  }

  void memoryPressure(boolean now) {
    if (now != pressure) {
      pressure = now;
      report();
      tellPressure();
    }
  }

  private void tellPressure() {
    ObjectNode node = node();
    if (node != null) {
      String reason = pressure ? "NodeHasInsufficientMemory" : "NodeHasSufficientMemory";
      world
          .events()
          .normal(source, node, reason, "Node " + spec.name() + " status is now: " + reason);
    }
  }

  MemoryWatch memory() {
    return memory;
  }

  /** Does {@code step} after {@code delay}, later if paused, never if the machine stopped. */
  void later(Duration delay, Runnable step) {
    long planned = life;
    world
        .cluster()
        .clock()
        .after(
            delay,
            () -> {
              if (planned == life && paused) {
                held.add(step);
              } else if (planned == life) {
                step.run();
              }
            });
  }

  void tellOutOfMemory(String container, String pod) {
    ObjectNode node = node();
    if (node != null) {
      world
          .events()
          .warning(
              new Events.Source("kernel-monitor", spec.name()),
              node,
              "OOMKilling",
              "Memory cgroup out of memory: killed process (" + container + ") of pod " + pod);
    }
  }

  boolean hasImage(String image) {
    return images.contains(image);
  }

  void addImage(String image) {
    images.add(image);
  }

  List<PodWorker> workers() {
    return List.copyOf(pods.values());
  }

  @Nullable PodWorker worker(String uid) {
    return pods.get(uid);
  }

  /** Whether nothing on the machine runs. */
  boolean stopped() {
    return stopped || paused;
  }

  KubeletWorld world() {
    return world;
  }

  Events.Source source() {
    return source;
  }

  int number() {
    return number;
  }

  String address() {
    return "10.0." + (number / 250) + "." + (number % 250 + 1);
  }
}
