package io.reflexarc.actuator.action.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A rollout that is half way goes no further. */
public final class PauseScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.DEPLOYMENT;

  @Override
  public RemediationCommand order(Site site) throws Exception {
    Manifests.twoRevisions(site, "web");
    KubeObject web =
        site.edit(KIND, "web", json -> json.withObject("/status").put("updatedReplicas", 1));
    return Commands.order(
        "pauseRollout",
        web,
        Map.of("object", Commands.key(web), "paused", "true"),
        Commands.precondition(web, "2"));
  }

  @Override
  public String sentence() {
    return "pause the rollout of web";
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
    KubeObject web = site.at(KIND, "web");
    assertThat(web.at("/spec/paused").asBoolean()).isTrue();
    assertThat(Effects.on(web).of("c-1")).isPresent();
  }

  /** The rollout has come to its end. */
  @Override
  public void meddle(Site site) throws Exception {
    Manifests.ready(site, KIND, "web");
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("paused", "", "parameters.paused is missing"),
        new Mistake("paused", "false", "parameters.paused is false, use resumeRollout"),
        new Mistake("paused", "yes", "parameters.paused is neither true nor false"),
        new Mistake("object", "local/shop/StatefulSet/web", "available: Deployment"));
  }

  @Override
  public String toString() {
    return "pauseRollout";
  }
}
