package io.reflexarc.actuator.action.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.cordon.Nodes;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A node with one pod that goes, and one that nobody would make anew. */
public class DrainScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject node = Nodes.open(site);
    Residents.movedIn(site, "web-1");
    site.put(Residents.bare("debug"));
    return Nodes.command(
        "c-1", "drainNode", node, Map.of("node", "node-1", "unschedulable", "true", "atOnce", "2"));
  }

  @Override
  public String sentence() {
    return "cordon node-1 and evict its 1 pod, 2 at once; these stay: 1 without a controller"
        + " (shop/debug)";
  }

  @Override
  public List<String> effects() {
    return List.of("Node/node-1", "Pod/web-1", "Node/node-1");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.NODE, "node-1");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(Nodes.isClosed(site)).isTrue();
    assertThat(site.stored(ResourceKind.POD, "shop", "web-1")).isEmpty();
    assertThat(site.stored(ResourceKind.POD, "shop", "debug")).isPresent();
  }

  @Override
  public void meanwhile(Site site) throws Exception {
    Residents.leave(site, List.of("web-1"));
  }

  /** The machine was replaced by another of that name. */
  @Override
  public void meddle(Site site) throws Exception {
    site.delete(ResourceKind.NODE, "", "node-1");
    Nodes.open(site);
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("node", "node-2", "parameters.node is not the target"),
        new Mistake("unschedulable", "false", "parameters.unschedulable is not true"),
        new Mistake("atOnce", "0", "parameters.atOnce is not a number from 1 to 500"));
  }

  @Override
  public String toString() {
    return "drainNode";
  }
}
