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

/** A DaemonSet goes back from generation 2 of its template to 1. */
public final class DaemonScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject agent = Manifests.daemonSet(site, "agent");
    return Commands.order(
        "rollback",
        agent,
        Map.of(
            "kind", "revision",
            "object", Commands.key(agent),
            "fromRevision", "2",
            "toRevision", "1"),
        Commands.precondition(agent, "2"));
  }

  @Override
  public String sentence() {
    return "set agent from revision 2 to revision 1";
  }

  @Override
  public List<String> effects() {
    return List.of("DaemonSet/agent");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.DAEMON_SET, "agent");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject agent = site.at(ResourceKind.DAEMON_SET, "agent");
    assertThat(agent.text("/spec/template/metadata/labels/version")).isEqualTo("v3");
  }

  /** A human has its pods replaced by hand from now on. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(
        ResourceKind.DAEMON_SET,
        "agent",
        json -> json.withObject("/spec/updateStrategy").put("type", "OnDelete"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(new Mistake("toRevision", "agent-v3", "toRevision is not a revision number"));
  }

  @Override
  public String toString() {
    return "rollback of a DaemonSet";
  }
}
