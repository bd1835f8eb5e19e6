package io.reflexarc.detector.attribution;

import io.reflexarc.detector.attribution.Whereabouts.Found;
import io.reflexarc.detector.attribution.Whereabouts.FoundPod;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What samples are tagged with: a pod, or a workload at one version.
 *
 * @param target the workload's key
 */
public record Instance(
    String target,
    @Nullable String pod,
    @Nullable String podUid,
    @Nullable String node,
    @Nullable String version,
    @Nullable String revision) {

  /**
   * What was found.
   *
   * @param toldVersion the version that the speaker tells; null for the one that is known
   */
  public static Instance of(Found found, @Nullable String toldVersion) {
    String known = found.place().version();
    FoundPod pod = found.pod();
    return new Instance(
        found.place().target().toString(),
        pod == null ? null : pod.name(),
        pod == null ? null : pod.uid(),
        pod == null ? null : pod.node(),
        toldVersion != null || known.isEmpty() ? toldVersion : known,
        found.place().revision());
  }

  /**
   * What was measured of it; without samples it could not be measured.
   *
   * @param source who measured
   * @param startedAt when the measured process last started; null when unknown
   */
  public MetricSamples measured(
      String source, Instant at, @Nullable Instant startedAt, List<Sample> samples) {
    return MetricSamples.newBuilder()
        .setTarget(target)
        .setPod(pod)
        .setPodUid(podUid)
        .setNode(node)
        .setVersion(version)
        .setRevision(revision)
        .setSource(source)
        .setSampledAt(at)
        .setStartedAt(startedAt)
        .setUp(!samples.isEmpty())
        .setSamples(samples)
        .build();
  }
}
