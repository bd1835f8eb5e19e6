package io.reflexarc.actuator.action.fence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.pods.LeavingPodScene;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Pod {@code web-1} claims to lead, {@code web-2} holds the Lease. */
public final class FenceScene extends LeavingPodScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    Residents.movedIn(site, "web-1", "web-2");
    site.put(lease("web-2_6f1c", Commands.ISSUED.plusSeconds(3_000)));
    return Residents.command(
        "fenceLeader",
        Map.of("pod", "web-1", "object", "local/shop/Lease/web"),
        Residents.same(site.at(ResourceKind.POD, "web-1")));
  }

  /** A Lease that was renewed then, for an hour. */
  static ObjectNode lease(String holder, Instant renewed) {
    ObjectNode json = Manifests.object(ResourceKind.LEASE, "web");
    json.withObject("/spec")
        .put("holderIdentity", holder)
        .put("leaseDurationSeconds", 3_600)
        .put("renewTime", renewed.toString().replace("Z", ".000000Z"));
    return json;
  }

  @Override
  public String sentence() {
    return "delete pod web-1, which does not hold lease web";
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("pod", "", "parameters.pod is missing"),
        new Mistake("object", "", "parameters.object is missing"),
        new Mistake("object", "local/shop/Service/web", "available: Lease"),
        new Mistake("object", "local/kube-system/Lease/web", "not in the cluster and namespace"));
  }

  @Override
  public String toString() {
    return "fenceLeader";
  }
}
