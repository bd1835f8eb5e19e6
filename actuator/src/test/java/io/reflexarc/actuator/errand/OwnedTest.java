package io.reflexarc.actuator.errand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.policy.Gate;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to somebody who would set it back is left alone. */
class OwnedTest {

  private final Scene scene = new Scene();

  @BeforeEach
  void releaseTwice() {
    scene.rollouts.release("web", "v3", 4);
    scene.rollouts.release("web", "v4", 4);
  }

  @Test
  void shouldHoldWhatItsOwnerWouldSetBack() {
    // given
    KubeObject sick = marked(json -> {});

    // when
    Report report = scene.run(Commands.rollback("c-1", sick, "2", "1"));
    Report dry = scene.dryRun(Commands.rollback("c-1", sick, "2", "1"));

    // then
    assertThat(report.outcome()).isInstanceOf(Outcome.Held.class);
    assertThat(((Outcome.Held) report.outcome()).gate()).isEqualTo(Gate.OWNED);
    assertThat(report.outcome().reason())
        .startsWith("spec.template.")
        .contains("of Deployment web is managed by Argo CD (shop), which would set it back");
    assertThat(dry.outcome()).isEqualTo(report.outcome());
    assertThat(scene.cluster.writes()).isEmpty();
  }

  @Test
  void shouldWriteWhatItsOwnerDoesNotManage() {
    KubeObject sick =
        marked(
            json ->
                json.withObject("/metadata")
                    .withArray("managedFields")
                    .addObject()
                    .put("manager", "argocd-controller")
                    .withObject("/fieldsV1")
                    .withObject("/f:spec")
                    .putObject("f:replicas"));

    Report report = scene.run(Commands.rollback("c-1", sick, "2", "1"));

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.rollouts.version("web")).isEqualTo("v3");
  }

  private KubeObject marked(Consumer<ObjectNode> more) {
    return scene.cluster.put(
        scene
            .rollouts
            .deployment("web")
            .edited(
                json -> {
                  json.withObject("/metadata")
                      .withObjectProperty("labels")
                      .put("argocd.argoproj.io/instance", "shop");
                  more.accept(json);
                })
            .json());
  }
}
