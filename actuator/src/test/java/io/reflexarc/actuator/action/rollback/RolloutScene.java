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
import java.util.Map;

/** An Argo Rollout goes back from its canary, revision 2, to 1, which is stable. */
public final class RolloutScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    return undo(Manifests.rollout(site, "web"));
  }

  static RemediationCommand undo(KubeObject web) {
    return Commands.order(
        "argoRollouts",
        web,
        Map.of(
            "kind", "revision",
            "object", Commands.key(web),
            "fromRevision", "2",
            "toRevision", "1",
            "toVersion", "v3"),
        Commands.precondition(web, "2"));
  }

  @Override
  public String sentence() {
    return "set web from revision 2 to v3 (revision 1)";
  }

  @Override
  public List<String> effects() {
    return List.of("Rollout/web");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.ROLLOUT, "web");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject web = site.at(ResourceKind.ROLLOUT, "web");
    assertThat(web.text("/spec/template/metadata/labels/version")).isEqualTo("v3");
    assertThat(web.text("/spec/template/metadata/labels/app")).isEqualTo("web");
    assertThat(web.at("/spec/template").toString()).doesNotContain("pod-template-hash");
    assertThat(web.at("/spec/strategy/canary/steps")).hasSize(2);
  }

  /** A human releases v5; the controller has not seen it yet. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(
        ResourceKind.ROLLOUT,
        "web",
        json -> json.withObject("/spec/template/metadata/labels").put("version", "v5"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("kind", "", "parameters.kind is missing"),
        new Mistake("kind", "canary", "parameters.kind 'canary' is not known"),
        new Mistake("toRevision", "eleven", "parameters.toRevision is not a revision"),
        new Mistake("toRevision", "2", "parameters.toRevision 2 is where it comes from"),
        new Mistake("object", "local/shop/Deployment/web", "available: Rollout"));
  }

  @Override
  public String toString() {
    return "argoRollouts";
  }
}
