package io.reflexarc.actuator.action.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A rollout that was paused by command c-0 goes on. */
public final class ResumeScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.DEPLOYMENT;

  @Override
  public RemediationCommand order(Site site) throws Exception {
    Manifests.twoRevisions(site, "web");
    Change paused = new Change(Map.of("paused", "false"), Map.of("paused", "true"));
    KubeObject web =
        site.edit(
            KIND,
            "web",
            json -> {
              json.withObject("/spec").put("paused", true);
              new Effects(Map.of("c-0", paused)).putOn(json);
            });
    return Commands.order(
        "resumeRollout",
        web,
        Map.of("object", Commands.key(web), "paused", "false", "undoes", "c-0"));
  }

  @Override
  public String sentence() {
    return "let the rollout of web go on";
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
    assertThat(web.at("/spec/paused").asBoolean()).isFalse();
    assertThat(Effects.on(web).byCommand()).isEmpty();
  }

  /** A human has let it go on already. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(KIND, "web", json -> json.withObject("/spec").remove("paused"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("undoes", "", "parameters.undoes is missing"),
        new Mistake("paused", "true", "parameters.paused is true, use pauseRollout"));
  }

  @Override
  public String toString() {
    return "resumeRollout";
  }
}
