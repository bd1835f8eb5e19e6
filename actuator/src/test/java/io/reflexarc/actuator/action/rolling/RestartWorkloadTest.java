package io.reflexarc.actuator.action.rolling;

import static io.reflexarc.actuator.action.Rehearsal.first;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Manifests;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.errand.Checkpoint.Step;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.Gate;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When pods are restarted, and when not. */
class RestartWorkloadTest {

  private final RollingScene scene = new RollingScene();
  private final MemorySite site = new MemorySite();

  @Test
  void shouldRestartStatefulSetsAndDaemonSets() throws Exception {
    assertThat(restart(Manifests.statefulSet(site, "db"), "db-v4"))
        .isInstanceOf(Outcome.Applied.class);
    assertThat(restart(Manifests.daemonSet(site, "agent"), "2"))
        .isInstanceOf(Outcome.Applied.class);
    assertThat(site.effects()).containsExactly("StatefulSet/db", "DaemonSet/agent");
  }

  @Test
  void shouldNotRestartTheOnlyPod() throws Exception {
    assertHeld(Gate.DISRUPTION_BUDGET, json -> json.withObject("/spec").put("replicas", 1), "web");
  }

  @Test
  void shouldWaitForABudgetThatLetsNoPodGo() throws Exception {
    RemediationCommand command = scene.order(site);
    budget(0);

    assertThat(new Rehearsal(site, scene).run(command, first(Step.LOOKED, () -> budget(1))))
        .satisfies(
            report -> {
              assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
              assertThat(report.turns()).isEqualTo(2);
            });
  }

  private void budget(int allowed) {
    ObjectNode budget = Manifests.object(ResourceKind.DISRUPTION_BUDGET, "web");
    budget.withObject("/spec/selector/matchLabels").put("app", "web");
    budget.withObject("/status").put("observedGeneration", 1).put("disruptionsAllowed", allowed);
    site.put(budget);
  }

  @Test
  void shouldNotRestartWhenAllPodsWouldStopAtOnce() throws Exception {
    assertHeld(
        Gate.DISRUPTION_BUDGET,
        json -> json.withObject("/spec/strategy").put("type", "Recreate"),
        "no other pod of web would serve");
  }

  @Test
  void shouldNotRestartInTheMiddleOfARollout() throws Exception {
    assertHeld(
        Gate.ROLLOUT_IN_PROGRESS,
        json -> json.withObject("/status").put("updatedReplicas", 1),
        "a rollout of web is under way");
  }

  @Test
  void shouldNotRestartWhatAHumanHasRestartedSinceThen() throws Exception {
    RemediationCommand command = scene.order(site);
    site.edit(
        ResourceKind.DEPLOYMENT,
        "web",
        json ->
            json.withObject("/spec/template/metadata")
                .withObjectProperty("annotations")
                .put(RestartWorkload.RESTARTED_AT, "2026-11-23T10:00:02Z"));

    assertThat(new Rehearsal(site, scene).run(command).outcome())
        .isInstanceOf(Outcome.Superseded.class);
  }

  private void assertHeld(Gate gate, Consumer<ObjectNode> state, String says) throws Exception {
    RemediationCommand command = scene.order(site);
    site.edit(ResourceKind.DEPLOYMENT, "web", state);

    assertThat(new Rehearsal(site, scene).run(command).outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class,
            held -> {
              assertThat(held.gate()).isEqualTo(gate);
              assertThat(held.reason()).contains(says);
            });
    assertThat(site.effects()).isEmpty();
  }

  private Outcome restart(KubeObject workload, String revision) throws Exception {
    RemediationCommand command =
        Commands.order(
            "restartWorkload",
            workload,
            Map.of("object", Commands.key(workload), "restartedAt", "2026-11-23T10:00:00Z"),
            Commands.precondition(workload, revision));
    return new Rehearsal(site, scene).run(command).outcome();
  }
}
