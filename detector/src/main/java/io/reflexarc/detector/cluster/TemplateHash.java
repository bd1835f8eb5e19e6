package io.reflexarc.detector.cluster;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The labels by which controllers tell the pods of one template from those of another. */
public final class TemplateHash {

  /** Of a Deployment's pods and ReplicaSets. */
  public static final String OF_DEPLOYMENTS = "pod-template-hash";

  /** Of an Argo Rollout's pods and ReplicaSets. */
  public static final String OF_ROLLOUTS = "rollouts-pod-template-hash";

  /** Of a StatefulSet's or DaemonSet's pods. */
  public static final String OF_REVISIONS = "controller-revision-hash";

  private static final List<String> ALL = List.of(OF_DEPLOYMENTS, OF_ROLLOUTS, OF_REVISIONS);

  private TemplateHash() {}

  /** The hash that these labels name; empty for none. */
  public static String of(Map<String, String> labels) {
    return ALL.stream().map(labels::get).filter(Objects::nonNull).findFirst().orElse("");
  }
}
