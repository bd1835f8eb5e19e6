package io.reflexarc.detector.sensing;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.Certainty;
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
 * Closes what no observation closes: a state that lapses with time, and one whose pod, node or
 * Deployment is gone, also when it went while nobody looked.
 */
final class OpenStates {

  /** Why a state ended that did not get better. */
  static final String GONE = "Gone";

  private final Picture picture;
  private final Attribution attribution;
  private final Facts facts;
  private final Recognition recognition;

  OpenStates(Picture picture, Attribution attribution, Facts facts, Recognition recognition) {
    this.picture = picture;
    this.attribution = attribution;
    this.facts = facts;
    this.recognition = recognition;
  }

  List<Fact> review(Collection<HealthEvent> open, Instant now) {
    List<Fact> ends = new ArrayList<>();
    for (HealthEvent began : open) {
      Subject subject = began.getSubject();
      if (subject != null && subject.getPodUid() != null) {
        Optional<PodView> pod = picture.pod(subject.getPodUid());
        if (pod.isPresent()) {
          recognition.meanwhile(pod.get(), now).stream()
              .filter(finding -> finding.type().word().equals(began.getType()))
              .forEach(finding -> ends.addAll(facts.of(finding, now, true).stream().toList()));
        } else {
          ends.add(gone(began, "pod " + subject.getPod(), now));
        }
      } else if (subject != null && subject.getNode() != null) {
        if (picture.node(subject.getNode()).isEmpty()) {
          ends.add(gone(began, "node " + subject.getNode(), now));
        }
      } else if (!deploymentIsThere(began)) {
        ends.add(gone(began, objectOf(began), now));
      }
    }
    return ends;
  }

  private boolean deploymentIsThere(HealthEvent began) {
    return TargetKey.tryParse(objectOf(began))
        .flatMap(it -> picture.deployment(it.namespace(), it.name()))
        .filter(it -> attribution.objectOf(it).toString().equals(objectOf(began)))
        .isPresent();
  }

  private static String objectOf(HealthEvent began) {
    return began.getLabels().getOrDefault("object", began.getTarget());
  }

  private static Fact gone(HealthEvent began, String what, Instant now) {
    HealthEvent ended =
        HealthEvent.newBuilder(began)
            .setId(DeterministicId.of(began.getId(), Phase.ENDED.name(), GONE))
            .setPhase(Phase.ENDED)
            .setSeverity(Severity.INFO)
            .setOccurredAt(now)
            .setObservedAt(now)
            .setReason(GONE)
            .setMessage(what + " is gone; it did not recover")
            .build();
    return new Fact(ended, Certainty.WITNESSED);
  }
}
