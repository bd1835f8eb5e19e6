package io.reflexarc.actuator.action.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pod is evicted. */
public final class RestartScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    Residents.movedIn(site, "web-1", "web-2");
    return Residents.command(
        "restartPod", Map.of("pod", "web-1"), Residents.same(site.at(ResourceKind.POD, "web-1")));
  }

  @Override
  public String sentence() {
    return "evict pod web-1";
  }

  @Override
  public List<String> effects() {
    return List.of("Pod/web-1");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.POD, "web-1");
  }

  @Override
  public boolean leavesMark() {
    return false;
  }

  @Override
  public Class<? extends Outcome> whenGone() {
    return Outcome.AlreadyApplied.class;
  }

  @Override
  public Set<Class<? extends Outcome>> whenMeddled() {
    return Set.of(Outcome.AlreadyApplied.class);
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(site.stored(ResourceKind.POD, "shop", "web-1"))
        .matches(found -> found.isEmpty() || new Pod(found.get()).isLeaving());
    assertThat(new Pod(site.at(ResourceKind.POD, "web-2")).isLeaving()).isFalse();
  }

  /** Somebody has deleted it, and another bears its name. */
  @Override
  public void meddle(Site site) throws Exception {
    site.delete(ResourceKind.POD, "shop", "web-1");
    site.put(Residents.pod(site, "web-1"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("pod", "", "parameters.pod is missing"),
        new Mistake("pod", "web/1", "parameters.pod is not the name of a pod"),
        new Mistake("pod", "web-2", "preconditions has no entry for local/shop/Pod/web-2"));
  }

  @Override
  public String toString() {
    return "restartPod";
  }
}
