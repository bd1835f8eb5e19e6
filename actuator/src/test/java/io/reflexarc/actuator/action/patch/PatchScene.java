package io.reflexarc.actuator.action.patch;

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

/** A field that nobody else owns gets a value. */
public final class PatchScene implements ActionScene {

  private static final ResourceKind KIND = ResourceKind.DEPLOYMENT;

  @Override
  public Map<String, String> settings() {
    return Map.of(Patch.PATHS, "/spec/minReadySeconds,/spec/template/spec/*");
  }

  @Override
  public RemediationCommand order(Site site) throws Exception {
    KubeObject web = Manifests.twoRevisions(site, "web");
    return Commands.order(
        "patch",
        web,
        Map.of("object", Commands.key(web), "path", "/spec/minReadySeconds", "value", "30"),
        Commands.unchanged(web));
  }

  @Override
  public String sentence() {
    return "set /spec/minReadySeconds of web to 30";
  }

  @Override
  public List<String> effects() {
    return List.of("Deployment/web");
  }

  @Override
  public Place object() {
    return new Place(KIND, "web");
  }

  @Override
  public void assertDone(Site site) throws Exception {
    KubeObject web = site.at(KIND, "web");
    assertThat(web.number("/spec/minReadySeconds", -1)).isEqualTo(30);
    assertThat(web.number("/spec/replicas", -1)).isEqualTo(3);
  }

  /** A human has changed something else of it. */
  @Override
  public void meddle(Site site) throws Exception {
    site.edit(KIND, "web", json -> json.withObject("/spec").put("replicas", 4));
  }

  @Override
  public List<Mistake> mistakes() {
    return List.of(
        new Mistake(
            "path", "/spec/replicas", "/spec/replicas is not allowed by actuator.patch.paths"),
        new Mistake("path", "/spec/template/spec/hostNetwork/x", "is not allowed by"),
        new Mistake("path", "", "parameters.path is missing"),
        new Mistake("value", "", "parameters.value is missing"),
        new Mistake("value", "thirty", "parameters.value is not a JSON number, text or truth"),
        new Mistake("value", "{\"a\": 1}", "parameters.value is not a JSON number"),
        new Mistake("value", "null", "parameters.value is not a JSON number"));
  }

  @Override
  public String toString() {
    return "patch";
  }
}
