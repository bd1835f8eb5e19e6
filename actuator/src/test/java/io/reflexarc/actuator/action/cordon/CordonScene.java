package io.reflexarc.actuator.action.cordon;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A node is closed. */
public final class CordonScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    return Nodes.command(
        "c-1", "cordonNode", Nodes.open(site), Map.of("node", "node-1", "unschedulable", "true"));
  }

  @Override
  public String sentence() {
    return "cordon node-1";
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
    assertThat(Nodes.isClosed(site)).isTrue();
  }

  /** A human has closed it. */
  @Override
  public void meddle(Site site) throws Exception {
    Nodes.set(site, true);
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("node", "", "parameters.node is missing"),
        new Mistake("node", "node-2", "parameters.node is not the target"),
        new Mistake("unschedulable", "yes", "parameters.unschedulable is neither true nor false"),
        new Mistake("unschedulable", "false", "parameters.unschedulable is not true"));
  }

  @Override
  public String toString() {
    return "cordonNode";
  }
}
