package io.reflexarc.actuator.action.restart;

import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.pods.LeavingPodScene;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A pod is evicted. */
public final class RestartScene extends LeavingPodScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    Residents.movedIn(site, "web-1", "web-2");
    return Residents.command(
        "restartPod", Map.of("pod", "web-1"), Residents.same(site.at(ResourceKind.POD, "web-1")));
  }

  @Override
  public String sentence() {
    return "evict pod web-1";
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("pod", "", "parameters.pod is missing"),
        new Mistake("pod", "web/1", "parameters.pod is not the name of a pod"),
        new Mistake("pod", "web-2", "preconditions has no entry for local/shop/Pod/web-2"));
  }

  @Override
  public String toString() {
    return "restartPod";
  }
}
