package io.reflexarc.actuator.errand;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.MemoryCluster.Mishap;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.policy.Gate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A canary pair: capacity first, then the canary goes. */
class OffCanaryTest {

  private final Scene scene = new Scene();
  private final KubeObject stable = scene.rollouts.release("checkout", "v3", 9);
  private final KubeObject canary = scene.rollouts.release("checkout-canary", "v4", 1);
  private final RemediationCommand command = Commands.offCanary("c-1", stable, 10, canary);

  @Test
  void shouldScaleTheCanaryDownOnlyOnceTheStableIsReady() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);

    errand.turn();
    errand.turn();
    assertThat(scene.cluster.writes()).containsExactly("Deployment/checkout");
    assertThat(scene.rollouts.replicas("checkout-canary")).isEqualTo(1);

    scene.rollouts.reconcile("checkout");
    Report report = scene.run(errand);

    assertThat(report.outcome())
        .isEqualTo(
            new Outcome.Applied(
                "set checkout from 9 to 10 replicas and, once ready, checkout-canary (v4) from 1"
                    + " to 0 replicas"));
    assertThat(report.change())
        .isEqualTo(
            new Change(
                Map.of("checkout.replicas", "9", "checkout-canary.replicas", "1"),
                Map.of("checkout.replicas", "10", "checkout-canary.replicas", "0")));
    assertThat(scene.cluster.writes())
        .containsExactly("Deployment/checkout", "Deployment/checkout-canary");
  }

  @Test
  void shouldTellTheSameWhenItComesAgain() {
    Report first = applied();

    Report second = scene.run(command);

    assertThat(second.outcome()).isInstanceOf(Outcome.AlreadyApplied.class);
    assertThat(second.change()).isEqualTo(first.change());
    assertThat(scene.cluster.writes()).hasSize(2);
  }

  @Test
  void shouldGoOnWhereAnotherStopped() {
    scene.workshop(Checkpoint.NONE).errand(command).turn();
    scene.rollouts.reconcile("checkout");

    Report report = scene.run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().before())
        .isEqualTo(Map.of("checkout.replicas", "9", "checkout-canary.replicas", "1"));
    assertThat(scene.cluster.writes())
        .containsExactly("Deployment/checkout", "Deployment/checkout-canary");
  }

  @Test
  void shouldNotMakeALargerStableSmaller() {
    scene.rollouts.edit("checkout", json -> json.withObject("/spec").put("replicas", 14));

    Report report = scene.run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.rollouts.replicas("checkout")).isEqualTo(14);
    assertThat(scene.rollouts.replicas("checkout-canary")).isZero();
    assertThat(scene.cluster.writes()).containsExactly("Deployment/checkout-canary");
  }

  @Test
  void shouldLeaveTheCanaryWhenTheStableDoesNotGetReady() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.rollouts.reconcile("checkout", 9);

    Report report = scene.run(errand);

    assertThat(report.outcome()).isInstanceOf(Outcome.TransientFailure.class);
    assertThat(report.outcome().reason()).contains("9 of 10 pods of checkout ready after 120 s");
    assertThat(report.change().after()).isEqualTo(Map.of("checkout.replicas", "10"));
    assertThat(Duration.between(Commands.ISSUED, report.at()))
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    assertThat(scene.rollouts.replicas("checkout-canary")).isEqualTo(1);
  }

  @Test
  void shouldNotBelieveAStatusOfBeforeItsOwnWrite() {
    scene.rollouts.reconcile("checkout", 12);
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();

    assertThat(errand.turn()).isInstanceOf(Turn.Again.class);
    assertThat(scene.rollouts.replicas("checkout-canary")).isEqualTo(1);
  }

  @Test
  void shouldStopHalfWayWhenPausedMeanwhile() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.rollouts.reconcile("checkout");
    scene.desk.order(Verb.PAUSE, "local/shop/Deployment/checkout-canary", null);

    Report report = scene.run(errand);

    assertThat(report.outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class, held -> assertThat(held.gate()).isEqualTo(Gate.PAUSED));
    assertThat(report.change().after()).isEqualTo(Map.of("checkout.replicas", "10"));
    assertThat(scene.rollouts.replicas("checkout-canary")).isEqualTo(1);
  }

  @Test
  void shouldNotSayExpiredWhenHalfIsDone() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.rollouts.reconcile("checkout");
    scene.time.moveTo(command.getExpiresAt());

    Report report = scene.run(errand);

    assertThat(report.outcome())
        .isEqualTo(
            new Outcome.TransientFailure("its time was over half way, what is done stays done"));
    assertThat(scene.rollouts.replicas("checkout-canary")).isEqualTo(1);
  }

  @Test
  void shouldBeOverriddenWhenAHumanSetsTheStableBack() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.rollouts.edit("checkout", json -> json.withObject("/spec").put("replicas", 9));

    assertThat(scene.run(errand).outcome())
        .isEqualTo(new Outcome.Overridden("checkout was set back to 9 replicas by another hand"));
  }

  @Test
  void shouldBeSupersededWhenTheCanaryMovesOn() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.rollouts.reconcile("checkout");
    scene.rollouts.release("checkout-canary", "v5", 1);

    assertThat(scene.run(errand).outcome())
        .isEqualTo(new Outcome.Superseded("checkout-canary moved on from revision 1 to 2"));
  }

  @Test
  void shouldBeSupersededWhenAHumanHasScaledTheCanaryDown() {
    scene.rollouts.edit("checkout-canary", json -> json.withObject("/spec").put("replicas", 0));

    assertThat(scene.run(command).outcome())
        .isEqualTo(new Outcome.Superseded("checkout-canary has 0 replicas already"));
    assertThat(scene.cluster.writes()).isEmpty();
  }

  @Test
  void shouldSurviveLostAnswersOfBothSteps() {
    scene.cluster.next(Mishap.WRITTEN_UNANSWERED);
    scene.cluster.next(Mishap.WRITTEN_UNANSWERED);
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.rollouts.reconcile("checkout");

    Report report = scene.run(errand);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().after())
        .isEqualTo(Map.of("checkout.replicas", "10", "checkout-canary.replicas", "0"));
    assertThat(scene.cluster.writes()).hasSize(2);
  }

  private Report applied() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.rollouts.reconcile("checkout");
    return scene.run(errand);
  }
}
