package io.reflexarc.actuator.action.through;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Demands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code resumeFlux}: a Kustomization or HelmRelease reconciles again as it did before a command of
 * ours suspended it. Parameters: {@code object}, the workload or that object, and {@code undoes}.
 */
public final class ResumeFlux implements Action {

  private volatile Ways ways = Flux.ways(Map.of());

  @Override
  public String name() {
    return "resumeFlux";
  }

  @Override
  public void configure(Map<String, String> settings) {
    ways = Flux.ways(settings);
  }

  @Override
  public List<Right> rights() {
    return Stream.concat(
            Demands.RIGHTS.stream(),
            Stream.of(
                Right.to(ResourceKind.KUSTOMIZATION, "get", "list", "update"),
                Right.to(ResourceKind.HELM_RELEASE, "get", "list", "update")))
        .toList();
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    return ways.handBack(command, cluster);
  }
}
