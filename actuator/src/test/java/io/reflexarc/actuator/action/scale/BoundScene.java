package io.reflexarc.actuator.action.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Bounds;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** An autoscaler of two to ten replicas chooses six at least. */
public final class BoundScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.AUTOSCALER;

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Manifests.twoRevisions(site, "web");
    KubeObject autoscaler = site.put(Manifests.autoscaler(web, 2, 10));
    return Commands.order(
        "scale",
        web,
        Map.of(
            "object",
            Commands.key(web),
            "replicas",
            "6",
            "autoscaler",
            Commands.key(autoscaler),
            "minReplicas",
            "6"));
  }

  @Override
  public String sentence() {
    return "scale web to 6 replicas by minReplicas of autoscaler web";
  }

  @Override
  public List<String> effects() {
    return List.of("HorizontalPodAutoscaler/web");
  }

  @Override
  public Place object() {
    return new Place(KIND, "web");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(Bounds.of(site.at(KIND, "web"))).isEqualTo(new Bounds(6, 10));
    assertThat(site.at(ResourceKind.DEPLOYMENT, "web").number("/spec/replicas", -1)).isEqualTo(3);
  }

  /** A human allows it no more than five. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(KIND, "web", json -> new Bounds(2, 5).putOn(json));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("maxReplicas", "6", "parameters.maxReplicas beside minReplicas: which one?"),
        new Mistake("minReplicas", "7", "parameters.minReplicas is not replicas"),
        new Mistake("minReplicas", "", "parameters.maxReplicas is missing"),
        new Mistake(
            "autoscaler", "local/shop/Deployment/web", "available: HorizontalPodAutoscaler"));
  }

  @Override
  public String toString() {
    return "scale through an autoscaler";
  }
}
