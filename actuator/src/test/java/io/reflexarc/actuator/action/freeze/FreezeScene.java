package io.reflexarc.actuator.action.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Bounds;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** An autoscaler of two to ten replicas keeps three. */
public final class FreezeScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.AUTOSCALER;

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Manifests.twoRevisions(site, "web");
    KubeObject autoscaler = site.put(Manifests.autoscaler(web, 2, 10));
    return Commands.order(
        "freezeAutoscaler",
        web,
        Map.of(
            "object", Commands.key(autoscaler),
            "minReplicas", "3",
            "maxReplicas", "3",
            "formerMinReplicas", "2",
            "formerMaxReplicas", "10"));
  }

  @Override
  public String sentence() {
    return "keep autoscaler web at 3 replicas";
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
    KubeObject autoscaler = site.at(KIND, "web");
    assertThat(Bounds.of(autoscaler)).isEqualTo(new Bounds(3, 3));
    assertThat(Effects.on(autoscaler).of("c-1")).contains(new Bounds(2, 10).to(new Bounds(3, 3)));
  }

  /** A human allows it twenty. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(KIND, "web", json -> new Bounds(2, 20).putOn(json));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("maxReplicas", "4", "parameters.maxReplicas is not minReplicas"),
        new Mistake("minReplicas", "0", "parameters.minReplicas is not a number from 1"),
        new Mistake("formerMinReplicas", "11", "formerMinReplicas is above formerMaxReplicas"),
        new Mistake("formerMaxReplicas", "", "parameters.formerMaxReplicas is missing"),
        new Mistake("object", "local/shop/Deployment/web", "HorizontalPodAutoscaler"));
  }

  @Override
  public String toString() {
    return "freezeAutoscaler";
  }
}
