package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.Actuator;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Somebody who sets back what we do, every five seconds, behind the API server: one attempt, told
 * of once. What the decider makes of that is the story gitops-fight.
 */
class FightIT {

  private static final Duration RECONCILES = Duration.ofSeconds(5);

  @Test
  void shouldTryOnceAndTellOnce() throws Exception {
    try (ActuatorBench bench = new ActuatorBench("act-fight.", 1);
        ServedCluster served = new ServedCluster(bench.time)) {
      // given
      KubeObject sick = Manifests.twoRevisions(served, "web");
      bench.start(served.cluster(), Checkpoint.NONE, Map.of());
      bench.send(Commands.rollback("c-1", sick, "2", "1"));
      assertThat(bench.audit(1))
          .extracting(RemediationAudit::getStage)
          .containsExactly(Stage.APPLIED);

      // when
      reconcile(bench, served, sick);
      List<RemediationAudit> told = bench.audit(2);
      for (int i = 0; i < 10; i++) {
        reconcile(bench, served, sick);
      }

      // then
      assertThat(told.get(1).getStage()).isEqualTo(Stage.OVERRIDDEN);
      assertThat(told.get(1).getCommandId()).isEqualTo("c-1");
      assertThat(told.get(1).getReason())
          .contains("of Deployment web was set back by ")
          .endsWith("; it is not set again");
      assertThat(bench.audit(2)).hasSize(2);
      assertThat(served.effects()).containsExactly("Deployment/web");
    }
  }

  @Test
  void shouldTellOnceWhenItIsStartedAnewInTheMiddle() throws Exception {
    try (ActuatorBench bench = new ActuatorBench("act-fight-anew.", 1);
        ServedCluster served = new ServedCluster(bench.time)) {
      // given
      KubeObject sick = Manifests.twoRevisions(served, "web");
      KubeObject other = Manifests.twoRevisions(served, "other");
      Actuator first = bench.start(served.settings().connect(), Checkpoint.NONE, Map.of());
      bench.send(Commands.rollback("c-1", sick, "2", "1"));
      bench.audit(1);
      bench.end(first);

      // when
      Actuator second = bench.start(served.settings().connect(), Checkpoint.NONE, Map.of());
      setBack(bench, served, sick);
      RemediationAudit told = bench.audit(2).get(1);
      bench.end(second);
      bench.start(served.settings().connect(), Checkpoint.NONE, Map.of());
      bench.send(Commands.rollback("c-2", other, "2", "1"));
      setBack(bench, served, other);

      // then
      assertThat(told.getStage()).isEqualTo(Stage.OVERRIDDEN);
      assertThat(told.getCommandId()).isEqualTo("c-1");
      assertThat(told.getReason()).contains("of Deployment web was set back by ");
      assertThat(bench.audit(4))
          .extracting(RemediationAudit::getCommandId)
          .containsExactly("c-1", "c-1", "c-2", "c-2");
    }
  }

  /** Once it does not stand any more, what Git says is applied; who else wrote what stays. */
  private static void setBack(ActuatorBench bench, ServedCluster served, KubeObject wanted)
      throws Exception {
    await("rolled back")
        .atMost(ActuatorBench.PATIENCE)
        .until(() -> !template(served, wanted).equals(wanted.at("/spec/template")));
    served.edit(
        ResourceKind.DEPLOYMENT,
        wanted.name(),
        json -> json.withObject("/spec").set("template", wanted.at("/spec/template")));
    bench.time.advance(RECONCILES);
  }

  private static JsonNode template(ServedCluster served, KubeObject of) throws Exception {
    return served.at(ResourceKind.DEPLOYMENT, of.name()).at("/spec/template");
  }

  /** What Git says is written again, when it does not stand. */
  private static void reconcile(ActuatorBench bench, ServedCluster served, KubeObject wanted)
      throws Exception {
    bench.time.advance(RECONCILES);
    KubeObject now = served.at(ResourceKind.DEPLOYMENT, "web");
    if (!now.at("/spec/template").equals(wanted.at("/spec/template"))) {
      served.put(wanted.json());
    }
  }
}
