package io.reflexarc.detector.symptom.configerror;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.symptom.Waiting;
import java.util.Set;

/**
 * A container that cannot be made as it is configured: a ConfigMap, Secret or volume is missing.
 */
public final class ConfigError extends Waiting {

  private static final Set<String> REASONS =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "CreatePodSandboxError",
          "RunContainerError",
          "PreCreateHookError",
          "PreStartHookError",
          "PostStartHookError");

  /** Of every container. */
  public ConfigError() {
    super(FactType.POD_CONFIG_ERROR, REASONS, ConfigError::sentence);
  }

  private static String sentence(PodView pod, ContainerView container) {
    return "container "
        + container.name()
        + " of pod "
        + pod.meta().name()
        + " cannot be made: "
        + container.waitingReason();
  }
}
