package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Quantity;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import io.reflexarc.sandbox.world.traffic.Behaviour;
import io.reflexarc.sandbox.world.traffic.PodApp;
import io.reflexarc.sandbox.world.traffic.PodIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pod on one node, from the moment its kubelet sees it until the pod is gone. */
final class PodWorker {
  static final String MANAGER = "kubelet";
  private static final Finish DEADLINE =
      new Finish(
          "DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
  private static final Duration STOPPING = Duration.ofMillis(500);

  private final Kubelet kubelet;
  private final ObjectKey key;
  private final String uid;
  private final AppVersion version;
  private final List<ContainerWorker> containers = new ArrayList<>();
  private ObjectNode pod;
  private String ip = "";
  private Instant startTime;
  private boolean stopping;
  private @Nullable Finish finish;

  PodWorker(Kubelet kubelet, ObjectNode pod) {
    this.kubelet = kubelet;
    this.pod = pod;
    this.key = ObjectKey.of(pod);
    this.uid = Metadata.uid(pod);
    this.version = PodVersion.of(pod);
    this.startTime = kubelet.world().cluster().now();
    boolean main = true;
    for (JsonNode spec : pod.path("spec").path("containers")) {
      containers.add(new ContainerWorker(this, spec, main));
      main = false;
    }
  }

  void begin() {
    startTime = now();
    sync();
    containers.forEach(ContainerWorker::begin);
    watchDeadline();
  }

  /** The pod changed in the API. */
  void changed(ObjectNode latest) {
    boolean sooner = deadline(latest) != deadline(pod);
    pod = latest;
    if (sooner) {
      watchDeadline();
    }
    if (Metadata.deleting(latest) && !stopping) {
      stopping = true;
      for (ContainerWorker container : containers) {
        tell(container, "Normal", "Killing", "Stopping container " + container.name());
      }
      long grace = latest.path("metadata").path("deletionGracePeriodSeconds").asLong(30);
      Duration wait = Duration.ofSeconds(grace);
      kubelet.later(STOPPING.compareTo(wait) < 0 ? STOPPING : wait, this::remove);
    }
  }

  private static long deadline(ObjectNode pod) {
    return pod.path("spec").path("activeDeadlineSeconds").asLong();
  }

  /** The deadline may be set on a running pod; it counts from the pod's start. */
  private void watchDeadline() {
    long seconds = deadline(pod);
    if (seconds > 0) {
      Duration left = Duration.between(now(), startTime.plusSeconds(seconds));
      kubelet.later(left.isNegative() ? Duration.ZERO : left, this::endAtDeadline);
    }
  }

  /** Its processes end, the object stays. */
  private void endAtDeadline() {
    boolean due = !now().isBefore(startTime.plusSeconds(deadline(pod)));
    if (due && deadline(pod) > 0) {
      finishFor(DEADLINE);
    }
  }

  /** The machine is short of memory, and this pod has to go. */
  void evict(String message) {
    world().events().warning(kubelet.source(), pod, "Evicted", message);
    finishFor(new Finish("Evicted", message));
  }

  private void finishFor(Finish reason) {
    if (finish != null || stopping) {
      return;
    }
    finish = reason;
    for (ContainerWorker container : containers) {
      tell(container, "Normal", "Killing", "Stopping container " + container.name());
      container.stop();
    }
    sync();
  }

  /** Why it failed as a whole; null while it has not. */
  @Nullable Finish finish() {
    return finish;
  }

  /** Its machine stands still, or goes on. */
  void freeze(boolean now) {
    world().processes().of(uid).ifPresent(app -> app.freeze(now));
  }

  /** Its processes get this share of the CPU. */
  void starve(double share) {
    world().processes().of(uid).ifPresent(app -> app.starve(share));
  }

  /** What its processes hold, in bytes. */
  long memoryBytes() {
    return world().processes().of(uid).map(app -> app.snapshot().memoryBytes()).orElse(0L);
  }

  /** Whether it runs and is not on its way out. */
  boolean stays() {
    return finish == null && !stopping;
  }

  /**
   * Why a pod failed as a whole, in the words of its status.
   *
   * @param reason one word
   * @param message a sentence
   */
  record Finish(String reason, String message) {}

  private void remove() {
    containers.forEach(ContainerWorker::stop);
    sync();
    world().cluster().delete(BuiltInTypes.PODS, pod, DeleteOptions.now(), MANAGER);
  }

  /** The pod is gone from the API: whatever still runs is killed. */
  void gone() {
    halt();
    if (!ip.isEmpty()) {
      world().network().release(ip);
    }
  }

  void halt() {
    containers.forEach(ContainerWorker::halt);
  }

  /** Takes over what the API says, without acting on it. */
  void refresh(ObjectNode latest) {
    pod = latest;
    stopping = Metadata.deleting(latest);
  }

  /** The machine is back: start again what was running, finish what was stopping. */
  void reboot() {
    if (Metadata.deleting(pod)) {
      remove();
    } else if (finish != null) {
      sync();
    } else {
      watchDeadline();
      containers.forEach(ContainerWorker::reboot);
      sync();
    }
  }

  /** The kernel kills the process for its memory. */
  void outOfMemory() {
    ContainerWorker main = containers.get(0);
    kubelet.tellOutOfMemory(main.name(), title());
    main.exited(137, "OOMKilled");
  }

  /** Ends the main process with this code. */
  void crash(int exitCode) {
    containers.get(0).exited(exitCode, "Error");
  }

  PodApp startProcess(JsonNode container) {
    if (ip.isEmpty()) {
      ip = world().network().allocate(kubelet.number());
    }
    long limit = (long) Quantity.of(container.path("resources").path("limits").path("memory"));
    PodIdentity identity = new PodIdentity(uid, key.name(), version, limit);
    PodApp app = world().processes().start(identity, now());
    for (JsonNode port : ContainerWorker.ports(container)) {
      world().network().open(ip, port.path("containerPort").asInt(), app);
    }
    return app;
  }

  void stopProcess(JsonNode container, PodApp app) {
    world().processes().stop(app);
    for (JsonNode port : ContainerWorker.ports(container)) {
      world().network().close(ip, port.path("containerPort").asInt());
    }
  }

  void tell(ContainerWorker container, String type, String reason, String message) {
    world().events().container(kubelet.source(), pod, container.name(), type, reason, message);
  }

  void sync() {
    if (kubelet.stopped()) {
      return;
    }
    world()
        .cluster()
        .editStatus(BuiltInTypes.PODS, pod, MANAGER, p -> new PodStatus(this).writeTo(p));
  }

  Behaviour behaviour() {
    return world().processes().behaviours().of(version);
  }

  List<ContainerWorker> containers() {
    return containers;
  }

  String restartPolicy() {
    return pod.path("spec").path("restartPolicy").asText("Always");
  }

  String ip() {
    return ip;
  }

  Instant startTime() {
    return startTime;
  }

  ObjectKey key() {
    return key;
  }

  String uid() {
    return uid;
  }

  /** {@code name_namespace(uid)}, as kubelets write. */
  String title() {
    return key.name() + "_" + key.namespace() + "(" + uid + ")";
  }

  Instant now() {
    return world().cluster().now();
  }

  KubeletWorld world() {
    return kubelet.world();
  }

  Kubelet kubelet() {
    return kubelet;
  }
}
