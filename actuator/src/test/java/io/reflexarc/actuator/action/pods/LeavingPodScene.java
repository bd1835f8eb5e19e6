package io.reflexarc.actuator.action.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.List;
import java.util.Set;

/** Pod {@code web-1} is to go and {@code web-2} is to stay; what has gone bears no mark. */
public abstract class LeavingPodScene implements ActionScene {

  @Override
  public final List<String> effects() {
    return List.of("Pod/web-1");
  }

  @Override
  public final Place object() {
    return new Place(ResourceKind.POD, "web-1");
  }

  @Override
  public final boolean leavesMark() {
    return false;
  }

  @Override
  public final Class<? extends Outcome> whenGone() {
    return Outcome.AlreadyApplied.class;
  }

  @Override
  public final Set<Class<? extends Outcome>> whenMeddled() {
    return Set.of(Outcome.AlreadyApplied.class);
  }

  @Override
  public final void assertDone(Site site) throws Exception {
    assertThat(site.stored(ResourceKind.POD, "shop", "web-1"))
        .matches(found -> found.isEmpty() || new Pod(found.get()).isLeaving());
    assertThat(new Pod(site.at(ResourceKind.POD, "web-2")).isLeaving()).isFalse();
  }

  /** Somebody has deleted it, and another bears its name. */
  @Override
  public final void meddle(Site site) throws Exception {
    site.delete(ResourceKind.POD, "shop", "web-1");
    site.put(Residents.pod(site, "web-1"));
  }
}
