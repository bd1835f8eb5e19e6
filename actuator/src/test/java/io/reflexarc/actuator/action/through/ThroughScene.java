package io.reflexarc.actuator.action.through;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.rollback.SetScene;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;

/**
 * A rollback through who delivers the workload.
 *
 * @param action which
 * @param by who delivers
 * @param asks whether it is asked to deploy what it deployed before
 */
public record ThroughScene(String action, ResourceKind by, boolean asks) implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Delivery.web(site, by);
    if (asks) {
      Delivery.history(site);
    }
    return Delivery.back(web, action);
  }

  @Override
  public String sentence() {
    return "suspend "
        + by.kind()
        + " shop/apps until "
        + Delivery.UNTIL
        + " and "
        + (asks ? "have it deploy aaa for this object: " : "")
        + "set web from revision 2 to revision 1";
  }

  @Override
  public List<String> effects() {
    String first = by.kind() + "/apps";
    return asks ? List.of(first) : List.of(first, "Deployment/web");
  }

  @Override
  public Place object() {
    return asks ? new Place(by, "apps") : new Place(ResourceKind.DEPLOYMENT, "web");
  }

  /** The next rung is due: nobody can be asked. */
  @Override
  public Class<? extends Outcome> whenGone() {
    return asks ? Outcome.Refused.class : Outcome.Superseded.class;
  }

  @Override
  public Class<? extends Outcome> whenMadeAnew() {
    return Outcome.Superseded.class;
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(
            site.at(ResourceKind.DEPLOYMENT, "web").text("/spec/template/metadata/labels/version"))
        .isEqualTo("v3");
    KubeObject deliverer = site.at(by, "apps");
    assertThat(Automation.of(by.kind()).orElseThrow().runs(deliverer)).isFalse();
    assertThat(Lease.on(deliverer).orElseThrow().holders()).containsOnlyKeys("c-1");
    assertThat(deliverer.text("/operation/sync")).isEmpty();
  }

  @Override
  public void meanwhile(Site site) throws Exception {
    if (asks && site.stored(by, "shop", "apps").isPresent()) {
      Delivery.deploy(site, "Succeeded");
    }
  }

  /** A StatefulSet, of which a pod of the release that is left is stuck. */
  @Override
  public void aside(Site site) throws Exception {
    KubeObject db = Delivery.db(site, by);
    Manifests.pod(site, "db-2", db, "db-v4", false);
    new Rehearsal(site, this)
        .run(
            Commands.with(
                SetScene.rollback(db),
                c -> {
                  c.setAction(action);
                  c.getParameters().put("until", Delivery.UNTIL.toString());
                }));
  }

  /** Git brings v5. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(by, "apps", json -> json.withObject("/status").put("observed", "v5"));
    site.edit(
        ResourceKind.DEPLOYMENT,
        "web",
        json -> json.withObject("/spec/template/metadata/labels").put("version", "v5"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("until", "", "parameters.until is missing"),
        new Mistake("kind", "upgrade", "parameters.kind 'upgrade' is not known"),
        new Mistake("object", "local/shop/Service/web", "available: Deployment"));
  }

  @Override
  public String toString() {
    return action + " of " + by.kind() + (asks ? ", asked to deploy" : "");
  }
}
