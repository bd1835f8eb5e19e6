package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.reflexarc.detector.attribution.Version;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.schemas.key.DeterministicId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** StatefulSets and DaemonSets as views. */
final class RevisionedReader {

  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private RevisionedReader() {}

  static RevisionedView read(StatefulSet set) {
    StatefulSetSpec spec = set.getSpec() == null ? new StatefulSetSpec() : set.getSpec();
    StatefulSetStatus status = set.getStatus() == null ? new StatefulSetStatus() : set.getStatus();
    int updated = MetadataReader.number(status.getUpdatedReplicas());
    boolean mixed = MetadataReader.number(status.getReplicas()) > updated;
    String revision = MetadataReader.text(status.getUpdateRevision());
    return new RevisionedView(
        RevisionedView.STATEFUL_SET,
        MetadataReader.read(set.getMetadata(), label -> true),
        spec.getReplicas() == null ? 1 : spec.getReplicas(),
        MetadataReader.number(status.getReadyReplicas()),
        updated,
        MetadataReader.number(status.getAvailableReplicas()),
        status.getObservedGeneration() == null ? 0 : status.getObservedGeneration(),
        revision,
        MetadataReader.text(status.getCurrentRevision()),
        version(spec.getTemplate()),
        hash(spec.getTemplate()),
        List.of(),
        mixed,
        mixed || !revision.equals(MetadataReader.text(status.getCurrentRevision())),
        ProbesReader.read(spec.getTemplate()));
  }

  static RevisionedView read(DaemonSet set) {
    DaemonSetSpec spec = set.getSpec() == null ? new DaemonSetSpec() : set.getSpec();
    DaemonSetStatus status = set.getStatus() == null ? new DaemonSetStatus() : set.getStatus();
    Map<String, String> annotations =
        set.getMetadata().getAnnotations() == null ? Map.of() : set.getMetadata().getAnnotations();
    int updated = MetadataReader.number(status.getUpdatedNumberScheduled());
    boolean mixed = MetadataReader.number(status.getCurrentNumberScheduled()) > updated;
    return new RevisionedView(
        RevisionedView.DAEMON_SET,
        MetadataReader.read(set.getMetadata(), label -> true),
        MetadataReader.number(status.getDesiredNumberScheduled()),
        MetadataReader.number(status.getNumberReady()),
        updated,
        MetadataReader.number(status.getNumberAvailable()),
        status.getObservedGeneration() == null ? 0 : status.getObservedGeneration(),
        MetadataReader.text(annotations.get(TEMPLATE_GENERATION)),
        null,
        version(spec.getTemplate()),
        hash(spec.getTemplate()),
        List.of(),
        mixed,
        mixed,
        ProbesReader.read(spec.getTemplate()));
  }

  private static String version(@Nullable PodTemplateSpec template) {
    Map<String, String> labels =
        template == null || template.getMetadata() == null
            ? Map.of()
            : MetadataReader.kept(template.getMetadata().getLabels(), Version.LABELS::contains);
    List<String> images =
        template == null || template.getSpec() == null
            ? List.of()
            : template.getSpec().getContainers().stream()
                .map(Container::getImage)
                .map(MetadataReader::text)
                .toList();
    return Version.of(labels, images);
  }

  private static String hash(@Nullable PodTemplateSpec template) {
    return template == null ? "" : DeterministicId.of(Serialization.asJson(template));
  }
}
