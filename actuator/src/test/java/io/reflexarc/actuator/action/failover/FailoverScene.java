package io.reflexarc.actuator.action.failover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.ActionScene;
import io.reflexarc.actuator.action.Beside;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;

/** A Service serves from the standby. */
public record FailoverScene() implements ActionScene {

  @Override
  public RemediationCommand order(Site site) throws Exception {
    ObjectNode service = Manifests.object(ResourceKind.SERVICE, "db");
    service.withObject("/spec").withArray("ports").addObject().put("port", 5432);
    service.withObject("/spec/selector").put("app", "db").put("role", "primary");
    site.put(service);
    ObjectNode pod = Manifests.object(ResourceKind.POD, "db-1");
    pod.withObject("/metadata/labels").put("app", "db").put("role", "standby");
    pod.withObject("/spec")
        .withArray("containers")
        .addObject()
        .put("name", "main")
        .put("image", "registry.example/db:15");
    pod.withObject("/status")
        .withArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", "True");
    site.put(pod);
    return Beside.order(
        site, "failover", ResourceKind.SERVICE, "db", Map.of("label", "role", "value", "standby"));
  }

  @Override
  public String sentence() {
    return "let Service db select role=standby";
  }

  @Override
  public List<String> effects() {
    return List.of("Service/db");
  }

  @Override
  public Place object() {
    return new Place(ResourceKind.SERVICE, "db");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    assertThat(Choice.selector(site.at(ResourceKind.SERVICE, "db")))
        .isEqualTo(Map.of("app", "db", "role", "standby"));
  }

  @Override
  public void meddle(Site site) throws Exception {
    site.delete(ResourceKind.SERVICE, "shop", "db");
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake("object", "local/shop/Deployment/db", "available: Service"),
        new Mistake("label", "", "parameters.label is missing"),
        new Mistake("value", "", "parameters.value is missing"));
  }

  @Override
  public String toString() {
    return "failover";
  }
}
