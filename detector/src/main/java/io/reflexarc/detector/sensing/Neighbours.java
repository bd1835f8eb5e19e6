package io.reflexarc.detector.sensing;

import io.reflexarc.detector.cluster.AutoscalerEvent;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.EventView;
import io.reflexarc.detector.cluster.LeaseClaim;
import io.reflexarc.detector.cluster.LeaseView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodEvent;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.RolloutHistory;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.detector.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is recognised in objects beside pods, Deployments and nodes. */
final class Neighbours {

  private static final String POD = "Pod";
  private static final String AUTOSCALER = "HorizontalPodAutoscaler";

  private final Picture picture;
  private final Recognition recognition;
  private final AtomicLong homeless = new AtomicLong();

  Neighbours(Picture picture, Recognition recognition) {
    this.picture = picture;
    this.recognition = recognition;
  }

  /** Takes an object in; says what it tells, once the first lists are in. */
  List<Finding> seen(ClusterObject object, boolean complete, Instant now) {
    ClusterObject before = picture.put(object);
    ClusterObject same =
        before != null && before.meta().uid().equals(object.meta().uid()) ? before : null;
    return complete ? between(same, picture.known(object), now) : List.of();
  }

  /** A first look at all of them. */
  List<Finding> look(Instant now) {
    List<Finding> findings = new ArrayList<>();
    picture
        .around()
        .all(RevisionedView.class)
        .forEach(it -> findings.addAll(recognition.revisioned(null, it, now)));
    picture
        .around()
        .all(RolloutView.class)
        .forEach(it -> findings.addAll(recognition.rollout(null, picture.history(it), now)));
    picture
        .around()
        .all(AutoscalerView.class)
        .forEach(it -> findings.addAll(recognition.autoscaler(null, it, now)));
    picture
        .around()
        .all(LeaseView.class)
        .forEach(it -> findings.addAll(recognition.lease(null, claim(it), now)));
    picture.around().all(EventView.class).forEach(it -> findings.addAll(event(it, 0, false, now)));
    return findings;
  }

  /** Events about what is not, or no longer, there. */
  long homeless() {
    return homeless.get();
  }

  private List<Finding> between(@Nullable ClusterObject before, ClusterObject after, Instant now) {
    if (after instanceof RevisionedView set) {
      return recognition.revisioned((RevisionedView) before, set, now);
    }
    if (after instanceof RolloutView rollout) {
      RolloutHistory history = picture.history(rollout);
      return recognition.rollout(
          before instanceof RolloutView former
              ? new RolloutHistory(former, history.replicaSets())
              : null,
          history,
          now);
    }
    if (after instanceof AutoscalerView autoscaler) {
      return recognition.autoscaler((AutoscalerView) before, autoscaler, now);
    }
    if (after instanceof LeaseView lease) {
      LeaseView former = before == null ? lease.unheld() : (LeaseView) before;
      boolean same =
          former.holder().equals(lease.holder()) && former.transitions() == lease.transitions();
      return same ? List.of() : recognition.lease(new LeaseClaim(former, null), claim(lease), now);
    }
    return after instanceof EventView event
        ? event(event, before == null ? 0 : ((EventView) before).count(), true, now)
        : List.of();
  }

  private List<Finding> event(EventView event, int known, boolean witnessed, Instant now) {
    if (event.about().kind().equals(POD)) {
      Optional<PodView> pod = picture.pod(event.about().uid());
      if (pod.isPresent()) {
        return recognition.event(new PodEvent(event, pod.get(), known, witnessed), now);
      }
    }
    if (event.about().kind().equals(AUTOSCALER)) {
      Optional<AutoscalerView> autoscaler =
          picture
              .around()
              .named(AutoscalerView.class, event.about().namespace(), event.about().name())
              .filter(it -> it.meta().uid().equals(event.about().uid()));
      if (autoscaler.isPresent()) {
        return recognition.event(
            new AutoscalerEvent(event, autoscaler.get(), known, witnessed), now);
      }
    }
    homeless.incrementAndGet();
    return List.of();
  }

  /** A holder calls itself by its pod's name, often with an underscore and something unique. */
  private LeaseClaim claim(LeaseView lease) {
    String holder = lease.holder();
    int end = holder.indexOf('_');
    String name = end < 0 ? holder : holder.substring(0, end);
    return new LeaseClaim(
        lease,
        name.isEmpty()
            ? null
            : picture.pods().stream()
                .filter(it -> it.meta().name().equals(name))
                .filter(it -> it.meta().namespace().equals(lease.meta().namespace()))
                .findFirst()
                .orElse(null));
  }
}
