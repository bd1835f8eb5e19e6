package io.reflexarc.detector.intake;

import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.attribution.Whereabouts.Found;
import io.reflexarc.detector.attribution.Whereabouts.FoundPod;
import io.reflexarc.detector.attribution.Whereabouts.Unknown;
import io.reflexarc.schemas.avro.MetricSamples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one instance at one time, as it was handed in.
 *
 * @param told complete but for where it belongs: pod and version are the sender's words
 * @param about what it speaks of, the most exact first; the first that is found counts
 */
public record Measurement(MetricSamples told, List<Sought> about) {

  /**
   * @throws IllegalArgumentException when it speaks of nothing
   */
  public Measurement {
    about = List.copyOf(about);
    if (about.isEmpty()) {
      throw new IllegalArgumentException("about is empty");
    }
  }

  /**
   * The samples where they belong; null when none of what they speak of is known.
   *
   * @param whereabouts in the order of {@link #about}
   */
  @Nullable MetricSamples at(List<Whereabouts> whereabouts) {
    for (Whereabouts where : whereabouts) {
      if (where instanceof Found found) {
        return found.pod() == null ? ofWorkload(found) : ofPod(found, found.pod());
      }
    }
    return null;
  }

  /** Why it belongs nowhere. */
  static String reason(List<Whereabouts> whereabouts) {
    return whereabouts.get(0) instanceof Unknown unknown ? unknown.reason() : "";
  }

  private MetricSamples ofWorkload(Found found) {
    return MetricSamples.newBuilder(told).setTarget(found.place().target().toString()).build();
  }

  /** What the cluster says of a pod stands, for workload states have it so. */
  private MetricSamples ofPod(Found found, FoundPod pod) {
    if (isAnother(pod)) {
      return ofWorkload(found);
    }
    String version = found.place().version();
    return MetricSamples.newBuilder(told)
        .setTarget(found.place().target().toString())
        .setPod(pod.name())
        .setPodUid(pod.uid() == null ? told.getPodUid() : pod.uid())
        .setNode(pod.node())
        .setVersion(version.isEmpty() ? told.getVersion() : version)
        .setRevision(found.place().revision())
        .setStartedAt(pod.startedAt())
        .build();
  }

  /** A pod of the same name that came after the one that was measured, or before it. */
  private boolean isAnother(FoundPod pod) {
    return told.getPodUid() != null && pod.uid() != null && !told.getPodUid().equals(pod.uid());
  }
}
