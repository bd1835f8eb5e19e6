package io.reflexarc.actuator.action;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** Commands about Deployment {@code web} that change an object beside it. */
public final class Beside {

  private Beside() {}

  /** Makes {@code web}, and gives the command {@code c-1} about it. */
  public static RemediationCommand order(
      Site site, String action, ResourceKind kind, String name, Map<String, String> parameters)
      throws Exception {
    KubeObject web = site.put(Manifests.workload(ResourceKind.DEPLOYMENT, "web", "v4"));
    RemediationCommand command =
        Commands.command("c-1", "web", parameters, List.of(Commands.precondition(web, "")));
    return Commands.with(
        command,
        c -> {
          c.setAction(action);
          c.getParameters().put("object", "local/shop/" + kind.kind() + "/" + name);
        });
  }
}
