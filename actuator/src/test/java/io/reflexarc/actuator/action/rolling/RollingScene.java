package io.reflexarc.actuator.action.rolling;

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

/** All pods of a Deployment are restarted. */
public final class RollingScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Manifests.twoRevisions(site, "web");
    return Commands.order(
        "restartWorkload",
        web,
        Map.of("object", Commands.key(web), "restartedAt", "2026-11-23T10:00:00Z"),
        Commands.precondition(web, "2"));
  }

  @Override
  public String sentence() {
    return "restart all pods of web, a few at a time";
  }

  @Override
  public List<String> effects() {
    return List.of("Deployment/web");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.DEPLOYMENT, "web");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject web = site.at(ResourceKind.DEPLOYMENT, "web");
    assertThat(
            web.at("/spec/template/metadata/annotations")
                .path(RestartWorkload.RESTARTED_AT)
                .asText())
        .isEqualTo("2026-11-23T10:00:00Z");
    assertThat(web.text("/spec/template/metadata/labels/version")).isEqualTo("v4");
  }

  /** A human has paused its rollouts. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(ResourceKind.DEPLOYMENT, "web", json -> json.withObject("/spec").put("paused", true));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("restartedAt", "", "parameters.restartedAt is missing"),
        new Mistake("restartedAt", "today", "parameters.restartedAt is not a time"),
        new Mistake(
            "object",
            "local/shop/ReplicaSet/web",
            "available: Deployment, StatefulSet, DaemonSet"));
  }

  @Override
  public String toString() {
    return "restartWorkload";
  }
}
