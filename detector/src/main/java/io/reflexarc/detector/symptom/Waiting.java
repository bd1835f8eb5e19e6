package io.reflexarc.detector.symptom;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A container that waits for a reason of a kind. Nodes alternate between the reasons of one kind;
 * the state lasts until the container got to run, or to end.
 */
public abstract class Waiting implements Symptom<PodView> {

  private final FactType type;
  private final Set<String> reasons;
  private final BiFunction<PodView, ContainerView, String> sentence;

  /**
   * @param reasons those of this kind
   * @param sentence says it for a human
   */
  protected Waiting(
      FactType type, Set<String> reasons, BiFunction<PodView, ContainerView, String> sentence) {
    this.type = type;
    this.reasons = Set.copyOf(reasons);
    this.sentence = sentence;
  }

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    List<Finding> findings = new ArrayList<>();
    for (ContainerView container : after.containers()) {
      ContainerView known = before == null ? null : before.container(container.name()).orElse(null);
      if (waits(container)) {
        if (known == null || !waits(known)) {
          findings.add(began(after, container, before == null, now));
        }
      } else if (before != null && got(container) && (known == null || !got(known))) {
        findings.add(ended(after, container, now));
      }
    }
    return findings;
  }

  @Override
  public List<Finding> meanwhile(PodView pod, Instant now) {
    return pod.containers().stream()
        .filter(container -> !waits(container) && got(container))
        .map(container -> ended(pod, container, now))
        .toList();
  }

  private boolean waits(ContainerView container) {
    return container.waitingReason() != null && reasons.contains(container.waitingReason());
  }

  private static boolean got(ContainerView container) {
    return container.runningSince() != null
        || (container.waitingReason() == null && !container.terminations().isEmpty());
  }

  private Finding began(PodView pod, ContainerView container, boolean firstLook, Instant now) {
    return Finding.began(
        type,
        new About.OfPod(pod, container.name()),
        identity(pod, container),
        now,
        firstLook ? Certainty.STANDING : Certainty.WITNESSED,
        Objects.requireNonNull(container.waitingReason()),
        sentence.apply(pod, container));
  }

  private Finding ended(PodView pod, ContainerView container, Instant now) {
    return Finding.ended(
        type,
        new About.OfPod(pod, container.name()),
        identity(pod, container),
        container.runningSince() == null ? now : container.runningSince(),
        "Running",
        "container " + container.name() + " of pod " + pod.meta().name() + " got to run");
  }

  private static List<String> identity(PodView pod, ContainerView container) {
    return List.of(
        pod.meta().uid(),
        container.name(),
        container.image(),
        Integer.toString(container.restarts()));
  }
}
