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

/** An autoscaler that command c-0 froze gets its bounds back. */
public final class ReleaseScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.AUTOSCALER;

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Manifests.twoRevisions(site, "web");
    site.put(Manifests.autoscaler(web, 3, 3));
    KubeObject autoscaler =
        site.edit(
            KIND,
            "web",
            json -> new Effects(Map.of("c-0", new Bounds(2, 10).to(new Bounds(3, 3)))).putOn(json));
    return Commands.order(
        "releaseAutoscaler",
        web,
        Map.of(
            "object", Commands.key(autoscaler),
            "minReplicas", "2",
            "maxReplicas", "10",
            "undoes", "c-0"));
  }

  @Override
  public String sentence() {
    return "give autoscaler web its bounds back, 2 to 10";
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
    assertThat(Bounds.of(autoscaler)).isEqualTo(new Bounds(2, 10));
    assertThat(Effects.on(autoscaler).byCommand()).isEmpty();
  }

  /** A human has given it other bounds since. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(KIND, "web", json -> new Bounds(3, 6).putOn(json));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("undoes", "", "parameters.undoes is missing"),
        new Mistake("minReplicas", "12", "parameters.minReplicas is above maxReplicas"));
  }

  @Override
  public String toString() {
    return "releaseAutoscaler";
  }
}
