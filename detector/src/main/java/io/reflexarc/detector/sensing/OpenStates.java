package io.reflexarc.detector.sensing;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Closes what no observation closes: a state that lapses, and one whose pod, node or workload is
 * gone, also when it went while nobody looked.
 */
final class OpenStates {

  /** Why a state ended that did not get better. */
  static final String GONE = "Gone";

  private final Picture picture;
  private final Attribution attribution;
  private final Facts facts;
  private final Recognition recognition;
  private final Lapses lapses;

  OpenStates(
      Picture picture,
      Attribution attribution,
      Facts facts,
      Recognition recognition,
      Lapses lapses) {
    this.lapses = lapses;
    this.picture = picture;
    this.attribution = attribution;
    this.facts = facts;
    this.recognition = recognition;
  }

  List<Fact> review(Collection<HealthEvent> open, Instant now) {
    List<Fact> ends = new ArrayList<>();
    for (HealthEvent began : open) {
      Optional<String> gone = whatIsGone(began);
      if (gone.isPresent()) {
        ends.add(gone(began, gone.get(), now));
        continue;
      }
      Optional<Lapses.Lapse> lapse = lapses.of(began);
      if (lapse.isPresent()) {
        ends.add(ended(began, lapse.get().reason(), lapse.get().message(), now));
      } else {
        ends.addAll(endedByTime(began, now));
      }
    }
    return ends;
  }

  private List<Fact> endedByTime(HealthEvent began, Instant now) {
    Subject subject = began.getSubject();
    return subject == null || subject.getPodUid() == null
        ? List.of()
        : picture.pod(subject.getPodUid()).stream()
            .flatMap(pod -> recognition.meanwhile(pod, now).stream())
            .filter(finding -> finding.phase() == Phase.ENDED)
            .filter(finding -> finding.type().word().equals(began.getType()))
            .flatMap(finding -> facts.of(finding, now, true).stream())
            .toList();
  }

  private Optional<String> whatIsGone(HealthEvent began) {
    Subject subject = began.getSubject();
    if (subject != null && subject.getPodUid() != null) {
      return picture.pod(subject.getPodUid()).isPresent()
          ? Optional.empty()
          : Optional.of("pod " + subject.getPod());
    }
    if (subject != null && subject.getNode() != null) {
      return picture.node(subject.getNode()).isPresent()
          ? Optional.empty()
          : Optional.of("node " + subject.getNode());
    }
    return isThere(began) ? Optional.empty() : Optional.of(objectOf(began));
  }

  /** Objects of kinds that are not watched count as being there. */
  private boolean isThere(HealthEvent began) {
    Optional<TargetKey> object = TargetKey.tryParse(objectOf(began));
    if (object.isEmpty()) {
      return false;
    }
    TargetKey key = object.get();
    return switch (key.kind()) {
      case "Deployment" ->
          picture
              .deployment(key.namespace(), key.name())
              .filter(it -> attribution.objectOf(it).equals(key))
              .isPresent();
      case RevisionedView.STATEFUL_SET, RevisionedView.DAEMON_SET ->
          picture.around().revisioned(key.kind(), key.namespace(), key.name()).isPresent();
      case RolloutView.KIND ->
          picture.around().named(RolloutView.class, key.namespace(), key.name()).isPresent();
      default -> true;
    };
  }

  private static String objectOf(HealthEvent began) {
    return began.getLabels().getOrDefault("object", began.getTarget());
  }

  private static Fact gone(HealthEvent began, String what, Instant now) {
    boolean wanted = began.getType().equals(FactType.POD_STUCK_TERMINATING.word());
    return ended(began, GONE, what + (wanted ? " is gone" : " is gone; it did not recover"), now);
  }

  private static Fact ended(HealthEvent began, String reason, String message, Instant now) {
    HealthEvent ended =
        HealthEvent.newBuilder(began)
            .setId(DeterministicId.of(began.getId(), Phase.ENDED.name(), reason))
            .setPhase(Phase.ENDED)
            .setSeverity(Severity.INFO)
            .setOccurredAt(now)
            .setObservedAt(now)
            .setReason(reason)
            .setMessage(message)
            .build();
    return new Fact(ended, Certainty.WITNESSED);
  }
}
