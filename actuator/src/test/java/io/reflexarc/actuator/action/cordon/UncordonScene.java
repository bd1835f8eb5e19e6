package io.reflexarc.actuator.action.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A node that command {@code c-0} has closed is opened. */
public final class UncordonScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject open = Nodes.open(site);
    Cordon cordon = new Cordon(open);
    Change change = cordon.closing("incident-1");
    KubeObject closed =
        site.putAsOurs(open.edited(json -> cordon.close(json, "c-0", change)).json());
    return Nodes.command(
        "c-1",
        "uncordon",
        closed,
        Map.of("node", "node-1", "unschedulable", "false", "undoes", "c-0"));
  }

  @Override
  public String sentence() {
    return "uncordon node-1";
  }

  @Override
  public List<String> effects() {
    return List.of("Node/node-1");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.NODE, "node-1");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(Nodes.isClosed(site)).isFalse();
    assertThat(site.at(ResourceKind.NODE, "node-1").annotation("reflexarc.io/effects")).isEmpty();
  }

  /** A human has opened it. */
  @Override
  public void meddle(Site site) throws Exception {
    Nodes.set(site, false);
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("undoes", "", "parameters.undoes is missing"),
        new Mistake("unschedulable", "true", "parameters.unschedulable is not false"));
  }

  @Override
  public String toString() {
    return "uncordon";
  }
}
