package io.reflexarc.actuator.action.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Plan;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose a cordon is, and who may take it back. */
class CordonTest {

  private final MemorySite site = new MemorySite();

  @Test
  void shouldOpenWhatTheCommandHasClosed() throws Exception {
    cordon("c-1", "incident-1");

    written(new Uncordon(), back("c-1", "incident-1"));

    assertThat(Nodes.isClosed(site)).isFalse();
  }

  @Test
  void shouldStayClosedForAnotherIncidentAndOpenWithTheLast() throws Exception {
    cordon("c-1", "incident-1");
    Cordon there = new Cordon(node());
    site.put(node().edited(json -> there.close(json, "c-2", there.closing("incident-2"))).json());

    written(new Uncordon(), back("c-1", "incident-1"));
    assertThat(Nodes.isClosed(site)).isTrue();
    written(new Uncordon(), back("c-2", "incident-2"));

    assertThat(Nodes.isClosed(site)).isFalse();
  }

  @Test
  void shouldTakeBackCordonAndDrainOfAnIncidentAtOnce() throws Exception {
    cordon("c-1", "incident-1");
    Cordon there = new Cordon(node());
    site.put(node().edited(json -> there.close(json, "c-2", there.closing("incident-1"))).json());

    written(new Uncordon(), back("c-2", "incident-1"));

    assertThat(Nodes.isClosed(site)).isFalse();
    assertThat(node().annotation("reflexarc.io/effects")).isEmpty();
  }

  @Test
  void shouldLeaveACordonThatIsNotOurs() throws Exception {
    Nodes.open(site);
    Nodes.set(site, true);

    assertLeft(new Outcome.Superseded("node-1 carries no cordon of that command"));
  }

  @Test
  void shouldLeaveACordonThatStoodBeforeOurs() throws Exception {
    Nodes.open(site);
    Nodes.set(site, true);
    Cordon there = new Cordon(node());
    site.put(node().edited(json -> there.close(json, "c-1", there.closing("incident-1"))).json());

    assertLeft(new Outcome.Superseded("node-1 carries no cordon of that command"));
  }

  @Test
  void shouldLeaveANodeThatAHumanHasOpened() throws Exception {
    cordon("c-1", "incident-1");
    Nodes.set(site, false);

    assertLeft(new Outcome.Overridden("node-1 was uncordoned by another hand"));
  }

  @Test
  void shouldLeaveANodeThatAHumanHasOpenedAndClosedAgain() throws Exception {
    cordon("c-1", "incident-1");
    site.edit(ResourceKind.NODE, "node-1", json -> manager(json, "kubectl-cordon"));

    assertLeft(new Outcome.Overridden("node-1 was cordoned anew by another hand"));
  }

  @Test
  void shouldOpenWhatIsRecordedAsOurs() throws Exception {
    cordon("c-1", "incident-1");
    site.edit(ResourceKind.NODE, "node-1", json -> manager(json, "reflexarc-actuator"));

    written(new Uncordon(), back("c-1", "incident-1"));

    assertThat(Nodes.isClosed(site)).isFalse();
  }

  private static void manager(ObjectNode json, String name) {
    json.withObject("/metadata")
        .withArray("managedFields")
        .addObject()
        .put("manager", name)
        .withObject("/fieldsV1/f:spec")
        .putObject("f:unschedulable");
  }

  private void cordon(String id, String incident) throws Exception {
    RemediationCommand command =
        Nodes.command(
            id, "cordonNode", Nodes.open(site), Map.of("node", "node-1", "unschedulable", "true"));
    written(new CordonNode(), Commands.with(command, c -> c.setIncidentId(incident)));
  }

  private RemediationCommand back(String undoes, String incident) throws Exception {
    RemediationCommand command =
        Nodes.command(
            undoes + "-back",
            "uncordon",
            node(),
            Map.of("node", "node-1", "unschedulable", "false", "undoes", undoes));
    return Commands.with(command, c -> c.setIncidentId(incident));
  }

  private void written(Action action, RemediationCommand command) throws Exception {
    Plan.Write plan =
        (Plan.Write) action.look(command, site.cluster()).plan(Commands.ISSUED.plusSeconds(1));
    site.put(((Step.Replace) plan.first()).object().json());
  }

  private void assertLeft(Outcome outcome) throws Exception {
    Plan plan =
        new Uncordon()
            .look(back("c-1", "incident-1"), site.cluster())
            .plan(Commands.ISSUED.plusSeconds(1));
    assertThat(((Plan.Nothing) plan).outcome()).isEqualTo(outcome);
  }

  private KubeObject node() throws Exception {
    return site.at(ResourceKind.NODE, "node-1");
  }
}
