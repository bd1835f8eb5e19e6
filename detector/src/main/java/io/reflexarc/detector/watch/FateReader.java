package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.reflexarc.detector.cluster.PodFate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What befalls a pod as a whole. */
final class FateReader {

  private static final String FAILED = "Failed";
  private static final String UNSCHEDULABLE = "Unschedulable";

  private FateReader() {}

  static PodFate read(Pod pod, PodStatus status) {
    Instant deleteBy = MetadataReader.time(pod.getMetadata().getDeletionTimestamp());
    PodFate.Unschedulable unschedulable =
        condition(status, "PodScheduled")
            .filter(it -> "False".equals(it.getStatus()) && UNSCHEDULABLE.equals(it.getReason()))
            .map(it -> new PodFate.Unschedulable(since(it), MetadataReader.orNull(it.getMessage())))
            .orElse(null);
    PodFate.Failure failure =
        FAILED.equals(status.getPhase())
            ? new PodFate.Failure(
                MetadataReader.text(status.getReason()),
                MetadataReader.orNull(status.getMessage()),
                failedAt(pod, status))
            : null;
    return deleteBy == null && unschedulable == null && failure == null
        ? PodFate.NONE
        : new PodFate(deleteBy, unschedulable, failure);
  }

  /** When the condition says; else when the status was last written at all. */
  private static @Nullable Instant failedAt(Pod pod, PodStatus status) {
    Optional<Instant> disrupted =
        condition(status, "DisruptionTarget")
            .filter(it -> "True".equals(it.getStatus()))
            .map(FateReader::since);
    return disrupted.orElseGet(
        () ->
            pod.getMetadata().getManagedFields().stream()
                .filter(it -> "status".equals(it.getSubresource()))
                .map(ManagedFieldsEntry::getTime)
                .map(MetadataReader::time)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null));
  }

  private static Optional<PodCondition> condition(PodStatus status, String type) {
    return status.getConditions().stream().filter(it -> type.equals(it.getType())).findFirst();
  }

  private static Instant since(PodCondition condition) {
    return MetadataReader.orEpoch(MetadataReader.time(condition.getLastTransitionTime()));
  }
}
