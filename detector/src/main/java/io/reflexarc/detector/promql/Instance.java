package io.reflexarc.detector.promql;

import io.reflexarc.detector.attribution.Whereabouts.Found;
import io.reflexarc.detector.attribution.Whereabouts.FoundPod;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What samples are tagged with: a pod, or a workload at one version. */
record Instance(
    String target, @Nullable FoundPod pod, @Nullable String version, @Nullable String revision) {

  private static final String SOURCE = "prometheus";

  static Instance of(Found found, @Nullable String toldVersion) {
    String known = found.place().version();
    return new Instance(
        found.place().target().toString(),
        found.pod(),
        toldVersion != null || known.isEmpty() ? toldVersion : known,
        found.place().revision());
  }

  /** What was measured of it; it could not be measured where there is nothing. */
  MetricSamples measured(Instant at, List<Sample> samples) {
    return MetricSamples.newBuilder()
        .setTarget(target)
        .setPod(pod == null ? null : pod.name())
        .setPodUid(pod == null ? null : pod.uid())
        .setNode(pod == null ? null : pod.node())
        .setVersion(version)
        .setRevision(revision)
        .setSource(SOURCE)
        .setSampledAt(at)
        .setUp(!samples.isEmpty())
        .setSamples(samples)
        .build();
  }
}
