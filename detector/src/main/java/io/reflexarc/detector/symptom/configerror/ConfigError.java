package io.reflexarc.detector.symptom.configerror;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import io.reflexarc.detector.symptom.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A container that cannot be made as it is configured: a ConfigMap, Secret or volume is missing.
 */
public final class ConfigError implements Symptom<PodView> {

  private static final Set<String> REASONS =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "CreatePodSandboxError",
          "RunContainerError",
          "PreCreateHookError",
          "PreStartHookError",
          "PostStartHookError");

  private final Waiting waiting =
      new Waiting(FactType.POD_CONFIG_ERROR, REASONS, ConfigError::sentence);

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    return waiting.between(before, after, now);
  }

  @Override
  public List<Finding> meanwhile(PodView current, Instant now) {
    return waiting.meanwhile(current, now);
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
