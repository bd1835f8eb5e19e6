package io.reflexarc.detector.finding;

import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.PodView;
import org.jspecify.annotations.Nullable;

/** What a finding is about. */
public sealed interface About {

  /** A pod, or one container of it. */
  record OfPod(PodView pod, @Nullable String container) implements About {}

  /** A Deployment at one version. */
  record OfWorkload(DeploymentView deployment, @Nullable String version) implements About {}

  /** Any other object, by its name. */
  record OfObject(String namespace, String kind, String name, @Nullable String version)
      implements About {}

  /** A node. */
  record OfNode(NodeView node) implements About {}
}
