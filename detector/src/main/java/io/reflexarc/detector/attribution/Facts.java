package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of findings. */
public final class Facts {

  /** Who says so, in every record of this detector. */
  public static final String SOURCE = "reflexarc.detector";

  private static final String ZONE = "zone";
  private static final String REVISION = "revision";
  private static final String OBJECT = "object";

  private final Attribution attribution;
  private final Picture picture;

  /** Facts attributed by that attribution. */
  public Facts(Attribution attribution, Picture picture) {
    this.attribution = attribution;
    this.picture = picture;
  }

  /**
   * The record of a finding.
   *
   * @param presume whether to go by what a pod says of itself where its owners are still untold
   * @return empty when the owners are untold and must not be presumed
   */
  public Optional<Fact> of(Finding finding, Instant now, boolean presume) {
    About about = finding.about();
    if (about instanceof About.OfPod it) {
      Optional<Place> place = attribution.placeOf(it.pod());
      if (place.isEmpty() && presume) {
        place = Optional.of(attribution.presumedPlaceOf(it.pod()));
      }
      return place.map(known -> ofPod(finding, it.pod(), it.container(), known, now));
    }
    if (about instanceof About.OfWorkload it) {
      TargetKey target = attribution.targetOf(it.deployment());
      Map<String, String> labels = new HashMap<>(finding.labels());
      labels.put(OBJECT, attribution.objectOf(it.deployment()).toString());
      return Optional.of(fact(finding, target, null, it.version(), labels, now));
    }
    if (about instanceof About.OfObject it) {
      return Optional.of(ofObject(finding, it, now));
    }
    NodeView node = ((About.OfNode) about).node();
    Subject subject = Subject.newBuilder().setNode(node.meta().name()).build();
    TargetKey target = attribution.targetOfNode(node.meta().name());
    return Optional.of(
        fact(finding, target, subject, null, zoned(finding.labels(), node.meta().name()), now));
  }

  private Fact ofObject(Finding finding, About.OfObject it, Instant now) {
    TargetKey object = attribution.keyOf(it.namespace(), it.kind(), it.name());
    Map<String, String> labels = new HashMap<>(finding.labels());
    labels.put(OBJECT, object.toString());
    return fact(finding, attribution.targetOf(object), null, versionOf(it), labels, now);
  }

  /** Of what is named without one, such as by its autoscaler, what it runs now. */
  private @Nullable String versionOf(About.OfObject it) {
    return it.version() != null || !it.kind().equals("Deployment")
        ? it.version()
        : picture
            .deployment(it.namespace(), it.name())
            .map(picture::workload)
            .flatMap(WorkloadView::current)
            .map(attribution.versions()::of)
            .orElse(null);
  }

  private Fact ofPod(
      Finding finding, PodView pod, @Nullable String container, Place place, Instant now) {
    Subject subject =
        Subject.newBuilder()
            .setPod(pod.meta().name())
            .setPodUid(pod.meta().uid())
            .setContainer(container)
            .setNode(pod.node())
            .build();
    Map<String, String> labels = zoned(finding.labels(), pod.node());
    if (place.revision() != null) {
      labels.put(REVISION, place.revision());
    }
    if (!place.object().equals(place.target())) {
      labels.put(OBJECT, place.object().toString());
    }
    return fact(finding, place.target(), subject, place.version(), labels, now);
  }

  private Map<String, String> zoned(Map<String, String> labels, @Nullable String node) {
    Map<String, String> zoned = new HashMap<>(labels);
    if (node != null) {
      picture.node(node).map(NodeView::zone).ifPresent(zone -> zoned.put(ZONE, zone));
    }
    return zoned;
  }

  private static Fact fact(
      Finding finding,
      TargetKey target,
      @Nullable Subject subject,
      @Nullable String version,
      Map<String, String> labels,
      Instant now) {
    HealthEvent event =
        HealthEvent.newBuilder()
            .setId(idOf(finding, target.cluster()))
            .setType(finding.type().word())
            .setPhase(finding.phase())
            .setSeverity(finding.phase() == Phase.ENDED ? Severity.INFO : finding.type().severity())
            .setTarget(target.toString())
            .setSubject(subject)
            .setVersion(version)
            .setSource(SOURCE)
            .setOccurredAt(finding.occurredAt())
            .setObservedAt(now)
            .setReason(finding.reason())
            .setMessage(finding.message())
            .setLabels(labels)
            .build();
    return new Fact(event, finding.certainty());
  }

  private static String idOf(Finding finding, String cluster) {
    String[] parts = new String[finding.identity().size() + 3];
    parts[0] = cluster;
    parts[1] = finding.type().word();
    parts[2] = finding.phase().name();
    for (int i = 0; i < finding.identity().size(); i++) {
      parts[i + 3] = finding.identity().get(i);
    }
    return DeterministicId.of(parts);
  }
}
