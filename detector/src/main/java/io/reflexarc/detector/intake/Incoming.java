package io.reflexarc.detector.intake;

import io.reflexarc.detector.attribution.Place;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.Whereabouts.Found;
import io.reflexarc.detector.attribution.Whereabouts.FoundPod;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Subject;
import java.util.HashMap;
import java.util.Map;

/**
 * A fact as it was handed in.
 *
 * @param event complete but for where it belongs
 * @param about what it speaks of
 * @param original how it was handed in, for a dead letter
 */
public record Incoming(
    HealthEvent event, Sought about, @SuppressWarnings("ArrayRecordComponent") byte[] original) {

  private static final String OBJECT = "object";
  private static final String REVISION = "revision";

  /** The fact where it belongs: what the sender said of version and subject stands. */
  HealthEvent at(Found found) {
    Place place = found.place();
    Map<String, String> labels = new HashMap<>(event.getLabels());
    if (!place.object().equals(place.target())) {
      labels.put(OBJECT, place.object().toString());
    }
    if (place.revision() != null) {
      labels.putIfAbsent(REVISION, place.revision());
    }
    HealthEvent.Builder placed =
        HealthEvent.newBuilder(event).setTarget(place.target().toString()).setLabels(labels);
    if (event.getVersion() == null && !place.version().isEmpty()) {
      placed.setVersion(place.version());
    }
    if (event.getSubject() == null && found.pod() != null) {
      placed.setSubject(subject(found.pod()));
    }
    return placed.build();
  }

  private static Subject subject(FoundPod pod) {
    return Subject.newBuilder().setPod(pod.name()).setPodUid(pod.uid()).setNode(pod.node()).build();
  }
}
