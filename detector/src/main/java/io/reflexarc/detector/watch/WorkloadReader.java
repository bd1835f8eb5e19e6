package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.NamespaceView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.TemplateHash;
import io.reflexarc.detector.cluster.TemplateView;
import org.jspecify.annotations.Nullable;

/** Deployments, ReplicaSets and namespaces as views. */
final class WorkloadReader {

  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String REVISION_HISTORY = "deployment.kubernetes.io/revision-history";

  private static final String ROLLOUT_REVISION = "rollout.argoproj.io/revision";

  private WorkloadReader() {}

  static DeploymentView read(Deployment deployment) {
    Metadata meta = MetadataReader.read(deployment.getMetadata(), label -> true);
    DeploymentSpec spec =
        deployment.getSpec() == null ? new DeploymentSpec() : deployment.getSpec();
    DeploymentStatus status =
        deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
    return new DeploymentView(
        meta,
        spec.getReplicas() == null ? 1 : spec.getReplicas(),
        MetadataReader.number(status.getReplicas()),
        MetadataReader.number(status.getUpdatedReplicas()),
        MetadataReader.number(status.getReadyReplicas()),
        MetadataReader.number(status.getAvailableReplicas()),
        status.getObservedGeneration() == null ? 0 : status.getObservedGeneration(),
        meta.annotations().getOrDefault(REVISION, ""),
        Boolean.TRUE.equals(spec.getPaused()),
        spec.getStrategy() == null || spec.getStrategy().getType() == null
            ? "RollingUpdate"
            : spec.getStrategy().getType(),
        progress(status),
        ProbesReader.read(spec.getTemplate()));
  }

  static ReplicaSetView read(ReplicaSet set) {
    Metadata meta = MetadataReader.read(set.getMetadata(), label -> true);
    TemplateView template =
        TemplateReader.read(set.getSpec() == null ? null : set.getSpec().getTemplate());
    return new ReplicaSetView(
        meta,
        set.getSpec() == null || set.getSpec().getReplicas() == null
            ? 1
            : set.getSpec().getReplicas(),
        meta.annotations()
            .getOrDefault(REVISION, meta.annotations().getOrDefault(ROLLOUT_REVISION, "")),
        meta.annotation(REVISION_HISTORY) != null
            || meta.annotation(ROLLOUT_REVISION + "-history") != null,
        TemplateHash.of(meta.labels()),
        template.labels(),
        template.images(),
        template.memoryLimitBytes());
  }

  static NamespaceView read(Namespace namespace) {
    return new NamespaceView(MetadataReader.read(namespace.getMetadata(), label -> false));
  }

  private static DeploymentView.@Nullable Progress progress(DeploymentStatus status) {
    return status.getConditions().stream()
        .filter(it -> "Progressing".equals(it.getType()))
        .findFirst()
        .map(
            it ->
                new DeploymentView.Progress(
                    MetadataReader.text(it.getReason()),
                    MetadataReader.orNull(it.getMessage()),
                    MetadataReader.orEpoch(MetadataReader.time(it.getLastUpdateTime()))))
        .orElse(null);
  }
}
