package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.Optional;

/**
 * How a workload brings its template to its pods, and whether it is at it.
 *
 * @param workload a Deployment, StatefulSet or DaemonSet
 */
public record Rollout(KubeObject workload) {

  /** Pods asked for: of a DaemonSet as many as there are nodes for it. */
  public long desired() {
    return isA(ResourceKind.DAEMON_SET)
        ? workload.number("/status/desiredNumberScheduled", 0)
        : workload.number("/spec/replicas", 1);
  }

  /** Of a StatefulSet how many pods, those of the lowest ordinals, stay as they are. */
  public long partition() {
    return workload.number("/spec/updateStrategy/rollingUpdate/partition", 0);
  }

  /** Whether all pods stop before new ones start. */
  public boolean allAtOnce() {
    return workload.text("/spec/strategy/type").equals("Recreate");
  }

  /** By what a human keeps a new template from its pods, in words; empty when it gets there. */
  public Optional<String> stopped() {
    String name = workload.name();
    if (workload.at("/spec/paused").asBoolean()) {
      return Optional.of("rollouts of " + name + " are paused by hand (spec.paused)");
    }
    if (workload.text("/spec/updateStrategy/type").equals("OnDelete")) {
      return Optional.of("pods of " + name + " are replaced by hand (OnDelete)");
    }
    return partition() > 0 && partition() >= desired()
        ? Optional.of("the partition of " + name + " keeps all its pods as they are")
        : Optional.empty();
  }

  /** Whether pods of another template are still to be replaced, as far as its status tells. */
  public boolean underWay() {
    if (isA(ResourceKind.DAEMON_SET)) {
      return workload.number("/status/updatedNumberScheduled", 0) < desired();
    }
    long updated = workload.number("/status/updatedReplicas", 0);
    if (isA(ResourceKind.STATEFUL_SET)) {
      String current = workload.text("/status/currentRevision");
      return !current.equals(workload.text("/status/updateRevision"))
          && updated < desired() - partition();
    }
    return updated < workload.number("/status/replicas", 0);
  }

  private boolean isA(ResourceKind kind) {
    return workload.kind().equals(kind.kind());
  }
}
