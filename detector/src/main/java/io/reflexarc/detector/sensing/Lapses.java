package io.reflexarc.detector.sensing;

import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.ContainerProbes;
import io.reflexarc.detector.cluster.DependencyView;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.probesadvice.Advice;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Optional;

/** Whether a state that is about several objects together, or about one beside it, is over. */
final class Lapses {

  private final Picture picture;
  private final Dependencies dependencies;

  Lapses(Picture picture, Dependencies dependencies) {
    this.picture = picture;
    this.dependencies = dependencies;
  }

  /**
   * The end of a state.
   *
   * @param reason one word
   * @param message for a human
   */
  record Lapse(String reason, String message) {}

  /** Empty while it lasts, and for states that others look after. */
  Optional<Lapse> of(HealthEvent began) {
    String type = began.getType();
    if (type.equals(FactType.BUDGET_BLOCKING.word())) {
      return budget(began);
    }
    if (type.equals(FactType.AUTOSCALER_SATURATED.word())) {
      return autoscaler(began);
    }
    if (type.equals(FactType.WORKLOAD_PROBES_ADVICE.word())) {
      return advice(began);
    }
    return type.equals(FactType.DEPENDENCY_UNREADY.word()) ? dependency(began) : Optional.empty();
  }

  private Optional<Lapse> advice(HealthEvent began) {
    String aspect = began.getLabels().getOrDefault(Finding.ASPECT, "");
    return TargetKey.tryParse(objectOf(began))
        .flatMap(this::probesOf)
        .filter(probes -> !Advice.isDue(probes, aspect))
        .flatMap(probes -> lapse("Taken", aspect + " is no longer due"));
  }

  private Optional<List<ContainerProbes>> probesOf(TargetKey key) {
    return key.kind().equals("Deployment")
        ? picture.deployment(key.namespace(), key.name()).map(DeploymentView::probes)
        : picture
            .around()
            .revisioned(key.kind(), key.namespace(), key.name())
            .map(RevisionedView::probes);
  }

  private static String objectOf(HealthEvent began) {
    return began.getLabels().getOrDefault("object", began.getTarget());
  }

  private Optional<Lapse> budget(HealthEvent began) {
    String uid = began.getSubject() == null ? null : began.getSubject().getPodUid();
    Optional<PodView> pod = uid == null ? Optional.empty() : picture.pod(uid);
    if (pod.isEmpty()) {
      return Optional.empty();
    }
    String name = pod.get().meta().name();
    if (pod.get().meta().deleting()) {
      return lapse("Leaving", "pod " + name + " leaves its node");
    }
    boolean open =
        Optional.ofNullable(pod.get().node())
            .flatMap(picture::node)
            .map(NodeView::cordonedSince)
            .isEmpty();
    if (open) {
      return lapse("Uncordoned", "the node of pod " + name + " is open again");
    }
    boolean blocked =
        picture.around().all(BudgetView.class).stream().anyMatch(it -> it.blocks(pod.get()));
    return blocked
        ? Optional.empty()
        : lapse("DisruptionsAllowed", "no budget keeps pod " + name + " any more");
  }

  private Optional<Lapse> autoscaler(HealthEvent began) {
    String[] path = began.getLabels().getOrDefault(Finding.ASPECT, "/").split("/", 2);
    return picture
            .around()
            .named(AutoscalerView.class, path[0], path[1])
            .filter(it -> it.saturatedSince() != null)
            .isPresent()
        ? Optional.empty()
        : lapse("DesiredWithinRange", "autoscaler " + path[1] + " has what it wants");
  }

  /** An annotation that no longer names it ends it too. */
  private Optional<Lapse> dependency(HealthEvent began) {
    String dependency = began.getLabels().getOrDefault(Finding.ASPECT, "");
    return TargetKey.tryParse(objectOf(began))
        .flatMap(it -> picture.deployment(it.namespace(), it.name()))
        .filter(
            deployment ->
                dependencies
                    .of(deployment)
                    .filter(it -> it.dependency().equals(dependency))
                    .map(DependencyView::unreadySince)
                    .allMatch(since -> since == null))
        .flatMap(over -> lapse("Ready", dependency + " is no longer in the way"));
  }

  private static Optional<Lapse> lapse(String reason, String message) {
    return Optional.of(new Lapse(reason, message));
  }
}
