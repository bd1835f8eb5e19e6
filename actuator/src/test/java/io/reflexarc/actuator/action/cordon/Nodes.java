package io.reflexarc.actuator.action.cordon;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.Map;

/** Node {@code node-1}, and commands about it. */
public final class Nodes {

  private Nodes() {}

  /** Makes it, open. */
  public static KubeObject open(Site site) throws Exception {
    return site.put(Manifests.object(ResourceKind.NODE, "node-1"));
  }

  /** A human closes or opens it. */
  public static void set(Site site, boolean closed) throws Exception {
    site.edit(
        ResourceKind.NODE,
        "node-1",
        json -> {
          if (closed) {
            json.withObject("/spec").put("unschedulable", true);
          } else {
            json.withObject("/spec").remove("unschedulable");
          }
        });
  }

  public static boolean isClosed(Site site) throws Exception {
    return site.at(ResourceKind.NODE, "node-1").at("/spec/unschedulable").asBoolean();
  }

  /** A command about it. */
  public static RemediationCommand command(
      String id, String action, KubeObject node, Map<String, String> parameters) {
    return Commands.with(
        Residents.command(action, parameters, Residents.same(node)),
        c -> c.setId(id).setTarget("local//Node/node-1"));
  }
}
