package io.reflexarc.actuator.action.through;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.rollback.Rollback;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code flux}: back to the stated, proven release while the Kustomization or HelmRelease that
 * delivers the workload is suspended until a time. Parameters: those of {@code rollback}, and
 * {@code until}.
 */
public final class Flux implements Action {

  private final Rollback rollback = new Rollback();
  private volatile Ways ways = Flux.ways(Map.of());

  static Ways ways(Map<String, String> settings) {
    return new Ways("Flux", List.of(Automation.KUSTOMIZATION, Automation.HELM_RELEASE), "");
  }

  @Override
  public String name() {
    return "flux";
  }

  @Override
  public void configure(Map<String, String> settings) {
    rollback.configure(settings);
    ways = ways(settings);
  }

  @Override
  public List<Right> rights() {
    return Stream.concat(
            rollback.rights().stream(),
            Stream.of(
                Right.to(ResourceKind.KUSTOMIZATION, "get", "update"),
                Right.to(ResourceKind.HELM_RELEASE, "get", "update")))
        .toList();
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    return ways.through(command, rollback, cluster);
  }
}
