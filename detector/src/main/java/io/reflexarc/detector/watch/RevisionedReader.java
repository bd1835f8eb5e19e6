package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.reflexarc.detector.cluster.KeptTemplate;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.TemplateHash;
import io.reflexarc.schemas.key.DeterministicId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** StatefulSets, DaemonSets and their ControllerRevisions as views. */
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
        TemplateReader.read(spec.getTemplate()),
        hash(spec.getTemplate()),
        List.of(),
        mixed,
        mixed || !revision.equals(MetadataReader.text(status.getCurrentRevision())),
        strategy(spec.getUpdateStrategy()),
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
        TemplateReader.read(spec.getTemplate()),
        hash(spec.getTemplate()),
        List.of(),
        mixed,
        mixed,
        strategy(spec.getUpdateStrategy()),
        ProbesReader.read(spec.getTemplate()));
  }

  /** A template that is kept; null for what no StatefulSet or DaemonSet keeps. */
  static @Nullable KeptTemplate read(ControllerRevision revision) {
    Metadata meta = MetadataReader.read(revision.getMetadata(), label -> true);
    PodTemplateSpec template = template(revision.getData());
    if (meta.controller() == null || template == null) {
      return null;
    }
    Map<String, String> annotations = revision.getMetadata().getAnnotations();
    boolean ofSet = meta.controller().kind().equals(RevisionedView.STATEFUL_SET);
    return new KeptTemplate(
        meta,
        revision.getRevision() == null ? 0 : revision.getRevision(),
        MetadataReader.text(annotations == null ? null : annotations.get(TEMPLATE_GENERATION)),
        ofSet ? meta.name() : TemplateHash.of(meta.labels()),
        TemplateReader.read(template));
  }

  /** What is kept is a patch of the spec: {@code {spec: {template: ...}}}. */
  private static @Nullable PodTemplateSpec template(@Nullable Object data) {
    try {
      JsonNode template = Serialization.jsonMapper().valueToTree(data).at("/spec/template");
      return template.isObject()
          ? Serialization.jsonMapper().convertValue(template, PodTemplateSpec.class)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static RevisionedView.Strategy strategy(@Nullable StatefulSetUpdateStrategy strategy) {
    return strategy == null || strategy.getType() == null
        ? RevisionedView.Strategy.ROLLING
        : new RevisionedView.Strategy(
            MetadataReader.text(strategy.getType()),
            strategy.getRollingUpdate() == null
                ? 0
                : MetadataReader.number(strategy.getRollingUpdate().getPartition()));
  }

  private static RevisionedView.Strategy strategy(@Nullable DaemonSetUpdateStrategy strategy) {
    return strategy == null || strategy.getType() == null
        ? RevisionedView.Strategy.ROLLING
        : new RevisionedView.Strategy(MetadataReader.text(strategy.getType()), 0);
  }

  private static String hash(@Nullable PodTemplateSpec template) {
    return template == null ? "" : DeterministicId.of(Serialization.asJson(template));
  }
}
