package io.reflexarc.actuator.action.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A Deployment that nothing else scales gets six replicas. */
public final class ScaleScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.DEPLOYMENT;

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Manifests.twoRevisions(site, "web");
    return Commands.order(
        "scale",
        web,
        Map.of("object", Commands.key(web), "replicas", "6"),
        Commands.unchanged(web));
  }

  @Override
  public String sentence() {
    return "scale web to 6 replicas";
  }

  @Override
  public List<String> effects() {
    return List.of("Deployment/web");
  }

  @Override
  public Place object() {
    return new Place(KIND, "web");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(site.at(KIND, "web").number("/spec/replicas", -1)).isEqualTo(6);
  }

  /** An autoscaler has been put on it. */
  @Override
  public void meddle(Site site) throws Exception {
    site.put(Manifests.autoscaler(site.at(KIND, "web"), 2, 10));
    site.edit(KIND, "web", json -> json.withObject("/spec").put("replicas", 4));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("replicas", "", "parameters.replicas is missing"),
        new Mistake("replicas", "0", "parameters.replicas is not a number from 1 to 5000"),
        new Mistake("object", "local/shop/DaemonSet/web", "available: Deployment, StatefulSet"));
  }

  @Override
  public String toString() {
    return "scale";
  }
}
