package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the state records of targets: one for each Deployment that is not a canary, its canaries'
 * versions included, one for each StatefulSet, DaemonSet and Argo Rollout, and one for each node.
 */
public final class WorkloadStates {

  private static final String DEPLOYMENT = "Deployment";
  private static final String NODE = "Node";

  /** The kinds of targets that have a state. */
  public static final Set<String> KINDS =
      Set.of(
          DEPLOYMENT,
          RevisionedView.STATEFUL_SET,
          RevisionedView.DAEMON_SET,
          RolloutView.KIND,
          NODE);

  private static final Set<String> OF_THE_MOMENT = Set.of("observedAt", "resourceVersion");

  private final Picture picture;
  private final Attribution attribution;
  private final DeploymentStates deployments;
  private final RevisionedStates revisioned;
  private final RolloutStates rollouts;
  private final NodeStates nodes;

  /** States from this picture. */
  public WorkloadStates(Picture picture, Attribution attribution) {
    this.picture = picture;
    this.attribution = attribution;
    Particulars particulars = new Particulars(picture, attribution);
    this.deployments = new DeploymentStates(picture, attribution, particulars);
    this.revisioned = new RevisionedStates(picture, attribution, particulars);
    this.rollouts = new RolloutStates(picture, attribution, particulars);
    this.nodes = new NodeStates(particulars);
  }

  /** All targets that have a state now. */
  public Stream<TargetKey> targets() {
    return Stream.of(
            picture.deployments().stream().map(attribution::targetOf),
            picture.around().all(RevisionedView.class).stream().map(attribution::objectOf),
            picture.around().all(RolloutView.class).stream().map(attribution::objectOf),
            picture.nodes().stream().map(it -> attribution.targetOfNode(it.meta().name())))
        .flatMap(targets -> targets);
  }

  /**
   * The state of a target.
   *
   * @param before what was last published of it; null for nothing
   * @return empty when there is no such target, or when it counts for another's as its canary
   */
  public Optional<WorkloadState> of(TargetKey target, @Nullable WorkloadState before, Instant now) {
    return switch (target.kind()) {
      case DEPLOYMENT ->
          picture
              .deployment(target.namespace(), target.name())
              .filter(it -> attribution.targetOf(it).equals(target))
              .map(it -> deployments.of(it, target, before, now));
      case RevisionedView.STATEFUL_SET, RevisionedView.DAEMON_SET ->
          picture
              .around()
              .revisioned(target.kind(), target.namespace(), target.name())
              .map(it -> revisioned.of(it, target, before, now));
      case RolloutView.KIND ->
          picture
              .around()
              .named(RolloutView.class, target.namespace(), target.name())
              .map(it -> rollouts.of(it, target, before, now));
      case NODE -> picture.node(target.name()).map(it -> nodes.of(it, target, now));
      default -> Optional.empty();
    };
  }

  /** Whether two states say the same of a workload: when they were observed does not count. */
  public static boolean same(@Nullable WorkloadState one, WorkloadState other) {
    return one != null
        && WorkloadState.getClassSchema().getFields().stream()
            .filter(field -> !OF_THE_MOMENT.contains(field.name()))
            .allMatch(field -> Objects.equals(one.get(field.pos()), other.get(field.pos())));
  }
}
