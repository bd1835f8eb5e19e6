package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rolls Deployments out through ReplicaSets, as Kubernetes' own controller does: one step for each
 * reconciliation, the status written after the steps, the next reconciliation started by the
 * changes of the ReplicaSets.
 */
public final class DeploymentController {
  private static final String MANAGER = "kube-controller-manager";
  private static final Events.Source SOURCE = Events.Source.of("deployment-controller");
  private static final Duration DELAY = Duration.ofMillis(15);
  private static final int HISTORY = 10;

  private final Cluster cluster;
  private final Events events;
  private final WorkQueue queue;
  private final Map<ObjectKey, Instant> deadlines = new HashMap<>();

  /** Starts to reconcile on changes of Deployments, their ReplicaSets and pods. */
  public DeploymentController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
    this.queue = new WorkQueue("deployment-controller", cluster.clock(), DELAY, this::reconcile);
    cluster.observe(BuiltInTypes.DEPLOYMENTS, e -> queue.add(ObjectKey.of(e.object())));
    cluster.observe(BuiltInTypes.REPLICA_SETS, e -> enqueueOwner(e.object()));
  }

  private void enqueueOwner(ObjectNode replicaSet) {
    Owners.controllerName(replicaSet, "Deployment")
        .ifPresent(name -> queue.add(new ObjectKey(Metadata.namespace(replicaSet), name)));
  }

  private void reconcile(ObjectKey key) {
    ObjectNode deployment = cluster.find(BuiltInTypes.DEPLOYMENTS, key);
    if (deployment == null) {
      deadlines.remove(key);
      return;
    }
    Owners.claim(cluster, BuiltInTypes.REPLICA_SETS, deployment, MANAGER);
    Rollout rollout = read(deployment);
    if (Metadata.deleting(deployment)) {
      writeStatus(rollout, DeploymentStatus.counted(rollout, cluster.now()));
    } else if (notePause(rollout)) {
      return; // the change of the condition brings this Deployment back
    } else if (rollout.paused() || rollout.scaled()) {
      scale(rollout);
    } else if (rollout.recreate()) {
      recreate(rollout);
    } else {
      roll(rollout);
    }
    watchDeadline(key);
  }

  private Rollout read(ObjectNode deployment) {
    ObjectNode latest = cluster.find(BuiltInTypes.DEPLOYMENTS, ObjectKey.of(deployment));
    return new Rollout(
        latest == null ? deployment : latest,
        cluster.ownedBy(Metadata.uid(deployment), BuiltInTypes.REPLICA_SETS));
  }

  private boolean notePause(Rollout rollout) {
    if (rollout.progressDeadline().isEmpty()) {
      return false;
    }
    Conditions conditions = Conditions.copyOf(rollout.deployment());
    String reason = conditions.reason(Conditions.PROGRESSING);
    if (reason.equals(DeploymentStatus.TIMED_OUT)) {
      return false;
    }
    boolean noted = reason.equals("DeploymentPaused");
    if (rollout.paused() == noted) {
      return false;
    }
    conditions.set(
        Conditions.PROGRESSING,
        "Unknown",
        rollout.paused() ? "DeploymentPaused" : "DeploymentResumed",
        rollout.paused() ? "Deployment is paused" : "Deployment is resumed",
        cluster.timestamp());
    return cluster.editStatus(
        BuiltInTypes.DEPLOYMENTS,
        rollout.deployment(),
        MANAGER,
        d -> d.withObjectProperty("status").set("conditions", conditions.list()));
  }

  private void scale(Rollout rollout) {
    for (ScalePlan.Step step : ScalePlan.resize(rollout)) {
      resize(rollout, step.replicaSet(), step.replicas());
    }
    Rollout after = read(rollout.deployment());
    if (after.paused()) {
      dropHistory(after);
    }
    writeStatus(after, DeploymentStatus.counted(after, cluster.now()));
  }

  private void roll(Rollout rollout) {
    ObjectNode current = currentOrNew(rollout);
    Rollout now = read(rollout.deployment());
    boolean grown = resize(now, current, ScalePlan.current(now, RollingLimits.replicas(current)));
    boolean shrunk = false;
    if (!grown) {
      for (ScalePlan.Step step : ScalePlan.shrinkOld(now, now.current().orElse(current))) {
        shrunk |= resize(now, step.replicaSet(), step.replicas());
      }
    }
    Rollout after = read(rollout.deployment());
    if (!grown && !shrunk && DeploymentStatus.complete(after, after.deployment().path("status"))) {
      dropHistory(after);
    }
    writeStatus(after, DeploymentStatus.progressed(after, cluster.now()));
  }

  private void recreate(Rollout rollout) {
    boolean shrunk = false;
    for (ObjectNode old : rollout.old()) {
      shrunk |= RollingLimits.replicas(old) > 0 && resize(rollout, old, 0);
    }
    boolean oldPods =
        rollout.old().stream()
            .flatMap(rs -> cluster.ownedBy(Metadata.uid(rs), BuiltInTypes.PODS).stream())
            .anyMatch(pod -> !Pods.finished(pod));
    if (!shrunk && !oldPods) {
      ObjectNode current = currentOrNew(rollout);
      Rollout now = read(rollout.deployment());
      resize(now, current, now.replicas());
    }
    Rollout after = read(rollout.deployment());
    if (DeploymentStatus.complete(after, after.deployment().path("status"))) {
      dropHistory(after);
    }
    writeStatus(after, DeploymentStatus.progressed(after, cluster.now()));
  }

  private ObjectNode currentOrNew(Rollout rollout) {
    long revision = rollout.highestOldRevision() + 1;
    Optional<ObjectNode> found = rollout.current();
    if (found.isEmpty()) {
      return createReplicaSet(rollout, revision);
    }
    long own = Math.max(revision, Revision.of(found.get()));
    edit(found.get(), rs -> Revision.mark(rs, rollout.deployment(), own));
    Conditions conditions = Conditions.copyOf(rollout.deployment());
    boolean missing =
        rollout.progressDeadline().isPresent() && !conditions.has(Conditions.PROGRESSING);
    if (missing) {
      conditions.set(
          Conditions.PROGRESSING,
          "True",
          "FoundNewReplicaSet",
          "Found new replica set \"" + Metadata.name(found.get()) + "\"",
          cluster.timestamp());
    }
    if (missing || Revision.of(rollout.deployment()) != own) {
      announce(rollout, own, conditions);
    }
    return latest(found.get());
  }

  private ObjectNode createReplicaSet(Rollout rollout, long revision) {
    ObjectNode deployment = rollout.deployment();
    int collisions = Rollout.count(deployment, "collisionCount");
    String hash = PodTemplate.hash(rollout.template(), collisions);
    ObjectNode rs = JsonNodeFactory.instance.objectNode();
    ObjectNode template = rollout.template().deepCopy();
    template.withObjectProperty("metadata").remove("creationTimestamp");
    template
        .withObjectProperty("metadata")
        .withObjectProperty("labels")
        .put(PodTemplate.HASH_LABEL, hash);
    ObjectNode metadata = rs.putObject("metadata");
    metadata.put("name", Metadata.name(deployment) + "-" + hash);
    metadata.put("namespace", Metadata.namespace(deployment));
    metadata.set("labels", template.path("metadata").path("labels").deepCopy());
    Revision.mark(rs, deployment, revision);
    Revision.size(rs, rollout.replicas(), rollout.maxReplicas());
    Metadata.controlledBy(rs, deployment);
    ObjectNode spec = rs.putObject("spec");
    spec.put("replicas", ScalePlan.current(rollout, 0));
    if (deployment.path("spec").path("minReadySeconds").asInt() > 0) {
      spec.set("minReadySeconds", deployment.path("spec").path("minReadySeconds"));
    }
    ObjectNode selector = deployment.path("spec").path("selector").deepCopy();
    selector.withObjectProperty("matchLabels").put(PodTemplate.HASH_LABEL, hash);
    spec.set("selector", selector);
    spec.set("template", template);
    ObjectNode created;
    try {
      created = cluster.create(BuiltInTypes.REPLICA_SETS, rs, MANAGER);
    } catch (ApiException e) {
      noteFailure(rollout, e, collisions);
      throw e;
    }
    Conditions conditions = Conditions.copyOf(deployment);
    if (rollout.progressDeadline().isPresent()) {
      conditions.set(
          Conditions.PROGRESSING,
          "True",
          "NewReplicaSetCreated",
          "Created new replica set \"" + Metadata.name(created) + "\"",
          cluster.timestamp());
    }
    announce(rollout, revision, conditions);
    int replicas = RollingLimits.replicas(created);
    if (replicas > 0) {
      tellScaled(deployment, created, 0, replicas);
    }
    return created;
  }

  private void noteFailure(Rollout rollout, ApiException refused, int collisions) {
    Conditions conditions = Conditions.copyOf(rollout.deployment());
    boolean taken = refused.code() == 409;
    if (!taken) {
      conditions.set(
          Conditions.PROGRESSING,
          "False",
          "ReplicaSetCreateError",
          String.valueOf(refused.getMessage()),
          cluster.timestamp());
    }
    cluster.editStatus(
        BuiltInTypes.DEPLOYMENTS,
        rollout.deployment(),
        MANAGER,
        d -> {
          ObjectNode status = d.withObjectProperty("status");
          status.set("conditions", conditions.list());
          if (taken) {
            status.put("collisionCount", collisions + 1);
          }
        });
  }

  private void announce(Rollout rollout, long revision, Conditions conditions) {
    cluster.editStatus(
        BuiltInTypes.DEPLOYMENTS,
        rollout.deployment(),
        MANAGER,
        d -> {
          Metadata.of(d)
              .withObjectProperty("annotations")
              .put(Revision.REVISION, Long.toString(revision));
          d.withObjectProperty("status").set("conditions", conditions.list());
        });
  }

  /** Sizes a ReplicaSet and notes the Deployment's size on it; whether its pods change. */
  private boolean resize(Rollout rollout, ObjectNode replicaSet, int replicas) {
    int before = RollingLimits.replicas(latest(replicaSet));
    edit(
        replicaSet,
        rs -> {
          rs.withObjectProperty("spec").put("replicas", replicas);
          Revision.size(rs, rollout.replicas(), rollout.maxReplicas());
        });
    if (before == replicas) {
      return false;
    }
    tellScaled(rollout.deployment(), replicaSet, before, replicas);
    return true;
  }

  private void tellScaled(ObjectNode deployment, ObjectNode rs, int before, int after) {
    String verb = after > before ? "up" : "down";
    events.normal(
        SOURCE,
        deployment,
        "ScalingReplicaSet",
        "Scaled %s replica set %s from %d to %d".formatted(verb, Metadata.name(rs), before, after));
  }

  private void edit(ObjectNode rs, java.util.function.Consumer<ObjectNode> change) {
    cluster.edit(BuiltInTypes.REPLICA_SETS, rs, MANAGER, change);
  }

  private ObjectNode latest(ObjectNode rs) {
    ObjectNode latest = cluster.find(BuiltInTypes.REPLICA_SETS, ObjectKey.of(rs));
    return latest == null ? rs : latest;
  }

  private void writeStatus(Rollout rollout, ObjectNode status) {
    if (!status.equals(rollout.deployment().path("status"))) {
      cluster.editStatus(
          BuiltInTypes.DEPLOYMENTS, rollout.deployment(), MANAGER, d -> d.set("status", status));
    }
  }

  private void dropHistory(Rollout rollout) {
    int limit = rollout.deployment().path("spec").path("revisionHistoryLimit").asInt(HISTORY);
    List<ObjectNode> idle = new ArrayList<>();
    for (ObjectNode rs : rollout.old()) {
      boolean settled =
          Rollout.count(rs, "observedGeneration") >= Metadata.generation(rs)
              && Rollout.count(rs, "replicas") == 0;
      if (RollingLimits.replicas(rs) == 0 && settled && !Metadata.deleting(rs)) {
        idle.add(rs);
      }
    }
    idle.sort(Comparator.comparingLong(Revision::of));
    for (ObjectNode rs : idle.subList(0, Math.max(0, idle.size() - limit))) {
      cluster.delete(BuiltInTypes.REPLICA_SETS, rs, DeleteOptions.background(), MANAGER);
    }
  }

  private void watchDeadline(ObjectKey key) {
    ObjectNode deployment = cluster.find(BuiltInTypes.DEPLOYMENTS, key);
    if (deployment == null) {
      return;
    }
    Optional<Instant> deadline = DeploymentStatus.deadline(read(deployment));
    if (deadline.isPresent() && !deadline.get().equals(deadlines.put(key, deadline.get()))) {
      queue.addAt(deadline.get(), key);
    }
  }
}
