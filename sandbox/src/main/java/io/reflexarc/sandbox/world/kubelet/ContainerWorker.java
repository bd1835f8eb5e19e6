package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.world.kubelet.ContainerState.Running;
import io.reflexarc.sandbox.world.kubelet.ContainerState.Terminated;
import io.reflexarc.sandbox.world.kubelet.ContainerState.Waiting;
import io.reflexarc.sandbox.world.traffic.PodApp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The life of one container: pull, start, probes, end, back-off, start again. Every planned step
 * belongs to an epoch; whatever ends an epoch (an exit, a halt) makes the steps planned in it void.
 */
final class ContainerWorker {
  private static final Duration NOTICE = Duration.ofSeconds(1);

  private final PodWorker pod;
  private final JsonNode spec;
  private final boolean main;
  private final Backoff restarts = new Backoff();
  private final Backoff pulls = new Backoff();
  private ContainerState state = new Waiting("ContainerCreating", "");
  private @Nullable Terminated last;
  private @Nullable PodApp app;
  private String containerId = "";
  private String imageId = "";
  private int restartCount;
  private boolean started;
  private boolean ready;
  private boolean ranBefore;
  private long epoch;

  ContainerWorker(PodWorker pod, JsonNode spec, boolean main) {
    this.pod = pod;
    this.spec = spec;
    this.main = main;
  }

  String name() {
    return spec.path("name").asText();
  }

  private String image() {
    return spec.path("image").asText();
  }

  boolean ready() {
    return ready;
  }

  boolean ranBefore() {
    return ranBefore;
  }

  /** Exited for good, with this code; null while it runs or may run again. */
  @Nullable Integer finalExit() {
    return state instanceof Terminated end && !restarts(end.exitCode()) ? end.exitCode() : null;
  }

  private boolean restarts(int exitCode) {
    return switch (pod.restartPolicy()) {
      case "Never" -> false;
      case "OnFailure" -> exitCode != 0;
      default -> true;
    };
  }

  void begin() {
    epoch++;
    KubeletWorld world = pod.world();
    if (!world.images().has(image())) {
      pod.tell(this, "Normal", "Pulling", "Pulling image \"" + image() + "\"");
      later(Duration.ofMillis(800), this::pullFailed);
      return;
    }
    boolean present = pod.kubelet().hasImage(image());
    if (present) {
      later(jitter(150, 250), () -> start("Container image \"%s\" already present on machine"));
      return;
    }
    pod.tell(this, "Normal", "Pulling", "Pulling image \"" + image() + "\"");
    Duration pull = jitter(1200, 1800);
    String took = "%.3fs".formatted(pull.toMillis() / 1000.0);
    String text =
        "Successfully pulled image \"%s\" in "
            + took
            + " ("
            + took
            + " including waiting). Image size: 81234567 bytes.";
    later(
        pull,
        () -> {
          pod.kubelet().addImage(image());
          start(text);
        });
  }

  private void pullFailed() {
    pod.tell(
        this,
        "Warning",
        "Failed",
        "Failed to pull image \"%s\": rpc error: code = NotFound desc = failed to pull and unpack image \"docker.io/%s\": not found"
            .formatted(image(), image()));
    pod.tell(this, "Warning", "Failed", "Error: ErrImagePull");
    state = new Waiting("ErrImagePull", "failed to pull image \"" + image() + "\": not found");
    pod.sync();
    Duration wait = pulls.advance();
    Duration pause = wait.isZero() ? pulls.advance() : wait;
    later(
        Duration.ofSeconds(2),
        () -> {
          String text = "Back-off pulling image \"" + image() + "\"";
          pod.tell(this, "Normal", "BackOff", text);
          pod.tell(this, "Warning", "Failed", "Error: ImagePullBackOff");
          state = new Waiting("ImagePullBackOff", text);
          pod.sync();
          later(pause, this::begin);
        });
  }

  private void start(String pulled) {
    pod.tell(this, "Normal", "Pulled", pulled.formatted(image()));
    pod.tell(this, "Normal", "Created", "Created container: " + name());
    pod.tell(this, "Normal", "Started", "Started container " + name());
    epoch++;
    if (ranBefore) {
      restartCount++;
    }
    ranBefore = true;
    byte[] id = new byte[32];
    pod.world().random().nextBytes(id);
    containerId = "containerd://" + HexFormat.of().formatHex(id);
    imageId = Images.id(image());
    Instant now = pod.now();
    state = new Running(now);
    started = false;
    ready = false;
    if (main) {
      app = pod.startProcess(spec);
      Duration crash = pod.behaviour().crashAfter();
      if (!crash.isZero()) {
        later(crash, () -> exited(1, "Error"));
      }
    }
    new Prober(this, now).begin();
    pod.sync();
  }

  /** The start-up probe passed, or there is none. */
  void becameStarted() {
    started = true;
  }

  void becameReady(boolean now) {
    if (ready != now) {
      ready = now;
      pod.sync();
    }
  }

  boolean started() {
    return started;
  }

  JsonNode spec() {
    return spec;
  }

  PodWorker pod() {
    return pod;
  }

  /** Whether the process passes this kind of probe now; until it has started it answers none. */
  boolean passes(Probe.Kind kind) {
    PodApp process = app;
    if (process == null) {
      return true;
    }
    return kind == Probe.Kind.READINESS
        ? process.ready(pod.behaviour(), pod.now())
        : process.alive() && process.started(pod.behaviour(), pod.now());
  }

  /** The kubelet gives up on it: killed, and started again as after any other end. */
  void killFor(Probe.Kind kind) {
    String why = kind == Probe.Kind.STARTUP ? "failed startup probe" : "failed liveness probe";
    pod.tell(this, "Normal", "Killing", "Container " + name() + " " + why + ", will be restarted");
    exited(137, "Error");
  }

  /** The process ended by itself or was killed by the kernel. */
  void exited(int exitCode, String reason) {
    if (!(state instanceof Running running)) {
      return;
    }
    epoch++;
    Terminated end = new Terminated(exitCode, reason, running.startedAt(), pod.now(), containerId);
    stopProcess();
    state = end;
    pod.sync();
    if (restarts(exitCode)) {
      later(NOTICE, () -> recover(end));
    }
  }

  private void recover(Terminated end) {
    last = end;
    Duration ran = Duration.between(end.startedAt(), end.finishedAt());
    Duration wait = restarts.advanceAfter(ran);
    if (wait.isZero()) {
      begin();
      return;
    }
    String where = name() + " pod=" + pod.title();
    state =
        new Waiting(
            "CrashLoopBackOff",
            "back-off %s restarting failed container=%s".formatted(text(wait), where));
    pod.tell(
        this,
        "Warning",
        "BackOff",
        "Back-off restarting failed container " + name() + " in pod " + pod.title());
    pod.sync();
    Duration left = Duration.between(pod.now(), end.finishedAt().plus(wait));
    later(left.isNegative() ? Duration.ZERO : left, this::begin);
  }

  /** 10s, 40s, 1m20s, 5m0s: as Go prints a duration. */
  private static String text(Duration wait) {
    return wait.toMinutes() == 0
        ? wait.toSeconds() + "s"
        : wait.toMinutes() + "m" + wait.toSecondsPart() + "s";
  }

  /** Asked to stop, it does. */
  void stop() {
    epoch++;
    if (state instanceof Running running) {
      stopProcess();
      state = new Terminated(0, "Completed", running.startedAt(), pod.now(), containerId);
    }
  }

  /** The machine died under it: nothing is written, nothing goes on. */
  void halt() {
    epoch++;
    stopProcess();
  }

  /** The machine is back. */
  void reboot() {
    if (state instanceof Running running) {
      last = new Terminated(255, "Unknown", running.startedAt(), pod.now(), containerId);
    } else if (state instanceof Terminated end) {
      last = end;
    }
    if (finalExit() == null) {
      begin();
    }
  }

  private void stopProcess() {
    started = false;
    ready = false;
    PodApp process = app;
    if (process != null) {
      pod.stopProcess(spec, process);
      app = null;
    }
  }

  /** Does {@code step} after {@code delay}, unless the epoch ended before. */
  void later(Duration delay, Runnable step) {
    long planned = epoch;
    pod.kubelet()
        .later(
            delay,
            () -> {
              if (planned == epoch) {
                step.run();
              }
            });
  }

  private Duration jitter(int millis, int spread) {
    return Duration.ofMillis(millis + pod.world().random().nextInt(spread));
  }

  /** As one of {@code containerStatuses}. */
  ObjectNode json() {
    ObjectNode status = JsonNodeFactory.instance.objectNode().put("name", name());
    status.set("state", state.json());
    ObjectNode before = last == null ? JsonNodeFactory.instance.objectNode() : last.json();
    status.set("lastState", before);
    status.put("ready", ready).put("restartCount", restartCount);
    status.put("image", image()).put("imageID", imageId);
    if (!containerId.isEmpty()) {
      status.put("containerID", containerId);
    }
    status.put("started", started);
    JsonNode resources = spec.path("resources");
    if (resources.path("requests").size() > 0) {
      status.set("allocatedResources", resources.path("requests").deepCopy());
    }
    if (state instanceof Running && resources.size() > 0) {
      status.set("resources", resources.deepCopy());
    }
    return status;
  }

  static ArrayNode ports(JsonNode container) {
    return container.path("ports").isArray()
        ? (ArrayNode) container.path("ports")
        : JsonNodeFactory.instance.arrayNode();
  }
}
