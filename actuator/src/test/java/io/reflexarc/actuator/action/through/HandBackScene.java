package io.reflexarc.actuator.action.through;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.lookout.LeaseWarden;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/**
 * Who delivers is handed back.
 *
 * @param action which
 * @param by who delivers
 */
public record HandBackScene(String action, ResourceKind by) implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Delivery.web(site, by);
    suspend(site, by, "c-0");
    return Commands.order(action, web, Map.of("object", Commands.key(web), "undoes", "c-0"));
  }

  /** Stands still for a command, as {@code argoCD} or {@code flux} leaves it. */
  static void suspend(Site site, ResourceKind by, String command) throws Exception {
    Automation automation = Automation.of(by.kind()).orElseThrow();
    KubeObject before = site.at(by, "apps");
    JsonNode said = automation.said(before);
    Lease.Holder holder =
        new Lease.Holder(
            Delivery.UNTIL, "incident-1", Commands.target("web"), "shop/checkout-errors");
    site.edit(
        by,
        "apps",
        json -> {
          automation.suspend(json);
          Lease.of(said, command, holder).putOn(json);
        });
  }

  /** The lease is over. */
  @Override
  public void aside(Site site) throws Exception {
    Delivery.web(site, by);
    suspend(site, by, "c-0");
    Workshop workshop =
        new Workshop(
            Actions.installed(Map.of()).only(action.equals("resumeFlux") ? "flux" : "argoCD"),
            site.cluster(),
            site.post(),
            new ControlDesk(),
            new ManualTime(Delivery.UNTIL),
            Effect.PERSIST,
            "",
            Checkpoint.NONE);
    new LeaseWarden(workshop, "local", told -> {}).run();
    assertDone(site);
  }

  @Override
  public String sentence() {
    return "hand " + by.kind() + " shop/apps back";
  }

  @Override
  public List<String> effects() {
    return List.of(by.kind() + "/apps");
  }

  @Override
  public Place object() {
    return new Place(by, "apps");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject deliverer = site.at(by, "apps");
    assertThat(Automation.of(by.kind()).orElseThrow().runs(deliverer)).isTrue();
    assertThat(Lease.on(deliverer)).isEmpty();
    assertThat(deliverer.label(Lease.LABEL)).isEmpty();
    if (by.equals(ResourceKind.APPLICATION)) {
      assertThat(deliverer.at("/spec/syncPolicy"))
          .hasToString(
              "{\"syncOptions\":[\"CreateNamespace=true\"],"
                  + "\"automated\":{\"selfHeal\":true,\"prune\":false}}");
    } else {
      assertThat(deliverer.at("/spec")).hasToString("{\"interval\":\"5m\"}");
    }
  }

  /** A human keeps it suspended, and says so by taking the lease off. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(by, "apps", Lease::takeOff);
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("undoes", "", "parameters.undoes is missing"),
        new Mistake("object", "local/shop/Service/web", "available: Deployment"));
  }

  @Override
  public String toString() {
    return action + " of " + by.kind();
  }
}
