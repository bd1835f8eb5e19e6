package io.reflexarc.actuator.action.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.action.pods.Residents;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** One of three pods is taken out of traffic and kept for a day. */
public final class QuarantineScene implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    Residents.movedIn(site, "web-1", "web-2", "web-3");
    site.put(service("web", Map.of("app", "web")));
    return Residents.command(
        "quarantinePod",
        Map.of("pod", "web-1", "atMost", "1", "keepUntil", "2026-11-24T10:00:00Z"),
        Residents.same(site.at(ResourceKind.POD, "web-1")),
        Residents.same(site.at(ResourceKind.DEPLOYMENT, "web")));
  }

  static ObjectNode service(String name, Map<String, String> selector) {
    ObjectNode json = Manifests.object(ResourceKind.SERVICE, name);
    selector.forEach(json.withObject("/spec/selector")::put);
    json.withObject("/spec").withArray("ports").addObject().put("port", 80).put("name", "http");
    return json;
  }

  @Override
  public String sentence() {
    return "take pod web-1 out of traffic and keep it until 2026-11-24T10:00:00Z";
  }

  @Override
  public List<String> effects() {
    return List.of("Pod/web-1");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.POD, "web-1");
  }

  /** 25 hours after its node began with it, a day after the command. */
  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject pod = site.at(ResourceKind.POD, "web-1");
    assertThat(pod.label("app")).isEmpty();
    assertThat(pod.label("pod-template-hash")).isEmpty();
    assertThat(pod.label("reflexarc.io/quarantined"))
        .contains(site.at(ResourceKind.DEPLOYMENT, "web").uid());
    assertThat(pod.annotation("reflexarc.io/quarantined-labels"))
        .contains("{\"app\":\"web\",\"pod-template-hash\":\"hash2\"}");
    assertThat(pod.annotation("reflexarc.io/quarantined-until")).contains("2026-11-24T10:00:00Z");
    assertThat(pod.number("/spec/activeDeadlineSeconds", 0)).isEqualTo(25 * 3_600);
  }

  /** A human has put it aside already. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(
        ResourceKind.POD,
        "web-1",
        json -> json.withObject("/metadata/labels").put("reflexarc.io/quarantined", "by-hand"));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("pod", "", "parameters.pod is missing"),
        new Mistake("atMost", "0", "parameters.atMost is not a number from 1"),
        new Mistake("keepUntil", "tomorrow", "parameters.keepUntil is not a time"),
        new Mistake(
            "keepUntil", "2026-11-23T10:05:00Z", "keepUntil is before the command expires"));
  }

  @Override
  public String toString() {
    return "quarantinePod";
  }
}
