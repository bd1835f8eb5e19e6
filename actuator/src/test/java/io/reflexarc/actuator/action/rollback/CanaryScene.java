package io.reflexarc.actuator.action.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;

/** A canary goes, its stable half takes the load. */
public final class CanaryScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.DEPLOYMENT;

  @Override
  public RemediationCommand order(Site site) throws Exception {
    return Commands.offCanary("c-1", half(site, "web", "v3"), 4, half(site, "web-canary", "v4"));
  }

  private static KubeObject half(Site site, String name, String version) throws Exception {
    KubeObject made = site.put(Manifests.workload(KIND, name, version));
    site.put(Manifests.replicaSet(made, version, "1", 3));
    return Manifests.ready(site, KIND, name);
  }

  @Override
  public String sentence() {
    return "set web from 3 to 4 replicas and, once ready, web-canary (v4) from 3 to 0 replicas";
  }

  @Override
  public List<String> effects() {
    return List.of("Deployment/web", "Deployment/web-canary");
  }

  @Override
  public Place object() {
    return new Place(KIND, "web-canary");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(site.at(KIND, "web").number("/spec/replicas", -1)).isEqualTo(4);
    assertThat(site.at(KIND, "web-canary").number("/spec/replicas", -1)).isZero();
  }

  @Override
  public void meanwhile(Site site) throws Exception {
    if (site.stored(KIND, "shop", "web").isPresent()) {
      Manifests.ready(site, KIND, "web");
    }
  }

  /** A human has stopped the canary already. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(KIND, "web-canary", json -> json.withObject("/spec").put("replicas", 0));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("stableObject", "", "parameters.stableObject is missing"),
        new Mistake("canaryObject", "local/shop/Deployment/web", "is the stable object itself"),
        new Mistake("stableReplicas", "0", "parameters.stableReplicas is not a number from 1"),
        new Mistake("canaryReplicas", "many", "parameters.canaryReplicas is not a number from 0"));
  }

  @Override
  public String toString() {
    return "rollback of a canary pair";
  }
}
