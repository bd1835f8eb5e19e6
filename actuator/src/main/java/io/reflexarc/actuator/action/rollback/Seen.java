package io.reflexarc.actuator.action.rollback;

import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Preconditions;
import io.reflexarc.actuator.action.history.History;
import io.reflexarc.actuator.action.history.Rollout;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Optional;

/**
 * A workload as it was seen, with its history and with this command's mark.
 *
 * @param workload the object
 * @param history its revisions
 * @param mark this command's mark on it, empty when it carries none or another's
 */
record Seen(KubeObject workload, History history, Optional<Mark> mark) {

  /**
   * Looks at a workload; empty when it is gone. A mark counts only on the object that it was put
   * on: a workload made anew from an export may carry a copy.
   */
  static Optional<Seen> look(
      RemediationCommand command, TargetKey key, Precondition expected, ClusterReader cluster)
      throws ClusterException {
    ResourceKind kind = ResourceKind.named(key.kind()).orElseThrow();
    Optional<KubeObject> found = cluster.get(kind, key.namespace(), key.name());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    KubeObject workload = found.get();
    History history = History.look(workload, cluster);
    Optional<Mark> mark =
        Mark.on(workload, command).filter(m -> workload.uid().equals(expected.getUid()));
    return Optional.of(new Seen(workload, history, mark));
  }

  String name() {
    return workload.name();
  }

  int replicas() {
    return (int) workload.number("/spec/replicas", 1);
  }

  /** Ready pods, as far as its controller has caught up; 0 while its status is stale. */
  int ready() {
    return workload.observedGeneration() < workload.generation()
        ? 0
        : (int) workload.number("/status/readyReplicas", 0);
  }

  boolean marked() {
    return mark.isPresent();
  }

  /**
   * Why nothing may be done to it: it is another object, runs another release, has its template
   * elsewhere, or a human has stopped it. Empty when it stands as the command expects.
   */
  Optional<Outcome> objection(Precondition expected, String expectedRevision) {
    Optional<String> broken =
        marked() ? Optional.empty() : Preconditions.broken(expected, workload);
    if (broken.isPresent()) {
      return broken.map(Outcome.Superseded::new);
    }
    if (workload.at("/spec/workloadRef").isObject()) {
      return Optional.of(new Outcome.Refused(Outcome.Refusal.UNFIT, elsewhere()));
    }
    Optional<String> stopped = new Rollout(workload).stopped();
    if (stopped.isPresent()) {
      return stopped.map(Outcome.Overridden::new);
    }
    return moved(expectedRevision).map(Outcome.Superseded::new);
  }

  /** A Rollout may take its template from a Deployment. */
  private String elsewhere() {
    return name()
        + " has no template of its own (spec.workloadRef), go back in "
        + workload.text("/spec/workloadRef/kind")
        + " "
        + workload.text("/spec/workloadRef/name");
  }

  private Optional<String> moved(String expected) {
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> current = history.current();
    if (current.isEmpty()) {
      return Optional.of(name() + " has a new template that is not rolled out yet");
    }
    return current
        .filter(revision -> !revision.equals(expected))
        .map(revision -> name() + " moved on from revision " + expected + " to " + revision);
  }
}
