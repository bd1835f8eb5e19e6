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
import io.reflexarc.schemas.owner.DeliveryMark;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code argoCD}: back to the stated, proven release through Argo CD. Its application's automated
 * sync is suspended until a time; it deploys what it deployed before, for the workload alone, or,
 * where its history has that no longer, the rollback is made meanwhile. Parameters: those of {@code
 * rollback}, and {@code until}.
 */
public final class ArgoCd implements Action {

  /** Namespace of the applications whose mark on a workload does not tell it. */
  public static final String HOME = "actuator.argocd.namespace";

  private final Rollback rollback = new Rollback();
  private volatile Ways ways = ArgoCd.ways(Map.of());

  static Ways ways(Map<String, String> settings) {
    return new Ways(
        "Argo CD",
        List.of(Automation.ARGO_CD),
        settings.getOrDefault(HOME, DeliveryMark.ARGO_CD_HOME));
  }

  @Override
  public String name() {
    return "argoCD";
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
            Stream.of(Right.to(ResourceKind.APPLICATION, "get", "update")))
        .toList();
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    return ways.through(command, rollback, cluster);
  }
}
