package io.reflexarc.actuator.errand;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.MemoryCluster.Mishap;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.report.AuditRecords;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.policy.Gate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each outcome of the closed list, by the way that leads to it. */
class ErrandTest {

  private static final String OLDER_THAN_A_PAUSE =
      "the pause of * ended after this was issued, and what is older is not done (mara: release"
          + " freeze)";

  private static final Fault BUSY =
      new Fault(Fault.Kind.TOO_MANY_REQUESTS, "429 please wait", Duration.ofSeconds(1));

  private final Scene scene = new Scene();
  private RemediationCommand command = Commands.command("", "web", Map.of(), java.util.List.of());

  @BeforeEach
  void releaseTwice() {
    scene.rollouts.release("web", "v3", 4);
    KubeObject sick = scene.rollouts.release("web", "v4", 4);
    command = Commands.rollback("c-1", sick, "2", "1");
  }

  @Test
  void shouldApplyInOneMarkedWrite() {
    Report report = scene.run(command);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Applied("set web from revision 2 to revision 1"));
    assertThat(report.change().before()).isEqualTo(Map.of("revision", "2"));
    assertThat(report.change().after()).isEqualTo(Map.of("revision", "1"));
    assertThat(scene.cluster.writes()).containsExactly("Deployment/web");
    KubeObject web = scene.rollouts.deployment("web");
    assertThat(scene.rollouts.version("web")).isEqualTo("v3");
    assertThat(web.annotation("reflexarc.io/command")).contains("c-1");
    assertThat(web.annotation("reflexarc.io/incident")).contains("incident-1");
    assertThat(web.annotation("reflexarc.io/reason")).contains(command.getReason());
    assertThat(web.annotation("kubernetes.io/change-cause"))
        .contains("reflexarc set web from revision 2 to revision 1");
    assertThat(web.json().toString()).doesNotContain("pod-template-hash");
  }

  @Test
  void shouldWriteNothingWhenTheMarkIsThere() {
    Report first = scene.run(command);
    scene.rollouts.reconcile("web");

    Report second = scene.run(command);

    assertThat(second.outcome()).isInstanceOf(Outcome.AlreadyApplied.class);
    assertThat(second.change()).isEqualTo(first.change());
    assertThat(scene.cluster.writes()).hasSize(1);
  }

  @Test
  void shouldSayAlreadyAppliedEvenWhenExpiredAndPausedSince() {
    scene.run(command);
    scene.desk.order(Verb.PAUSE, "*", null);
    scene.time.advance(Duration.ofHours(2));

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.AlreadyApplied.class);
  }

  @Test
  void shouldExpireAtTheVeryInstant() {
    scene.time.moveTo(command.getExpiresAt());

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Expired.class);
    assertThat(scene.cluster.writes()).isEmpty();
  }

  @Test
  void shouldStillApplyAMillisecondBefore() {
    scene.time.moveTo(command.getExpiresAt().minusMillis(1));

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldFailAndSayWhatIsKnownWhenTheActionIsNot() {
    // when
    Report report = scene.run(RemediationCommand.newBuilder(command).setAction("defrost").build());

    // then
    RemediationAudit audit = AuditRecords.of(report);
    assertThat(audit.getStage()).isEqualTo(Stage.FAILED);
    assertThat(audit.getReason())
        .isEqualTo("refused: action 'defrost' is not known, available: rollback");
    assertThat(scene.cluster.writes()).isEmpty();
  }

  @Test
  void shouldBeSupersededWhenGone() {
    scene.cluster.delete(ResourceKind.DEPLOYMENT, "shop", "web");

    assertOutcome(Outcome.Superseded.class, "is gone");
  }

  @Test
  void shouldBeSupersededWhenMadeAnew() {
    scene.cluster.delete(ResourceKind.DEPLOYMENT, "shop", "web");
    scene.rollouts.release("web", "v4", 4);

    assertOutcome(Outcome.Superseded.class, "made anew");
  }

  @Test
  void shouldBeSupersededWhenAHumanRollsForward() {
    scene.rollouts.release("web", "v5", 4);

    assertOutcome(Outcome.Superseded.class, "moved on from revision 2 to 3");
    assertThat(scene.rollouts.version("web")).isEqualTo("v5");
  }

  @Test
  void shouldBeSupersededWhenAHumanRollsForwardAndTheControllerHasNotSeenItYet() {
    scene.rollouts.announce("web", "v5", 4);

    assertOutcome(Outcome.Superseded.class, "not rolled out yet");
  }

  @Test
  void shouldBeSupersededWhenAHumanHasRolledBackAlready() {
    scene.rollouts.release("web", "v3", 4);

    assertOutcome(Outcome.Superseded.class, "moved on from revision 2 to 3");
  }

  @Test
  void shouldNotBeSupersededWhenAnAutoscalerHasScaled() {
    scene.rollouts.edit("web", json -> json.withObject("/spec").put("replicas", 9));

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.rollouts.replicas("web")).isEqualTo(9);
  }

  @Test
  void shouldBeSupersededWhenTheRevisionIsNoLongerKept() {
    command = Commands.with(command, c -> c.getParameters().put("toRevision", "7"));

    assertOutcome(Outcome.Superseded.class, "revision 7 is no longer in the history of web");
  }

  @Test
  void shouldBeSupersededWhenTheRevisionIsAnotherVersion() {
    command = Commands.with(command, c -> c.getParameters().put("toVersion", "v2"));

    assertOutcome(Outcome.Superseded.class, "revision 1 is v3 and not v2");
  }

  @Test
  void shouldBeOverriddenWhenAHumanHasPausedTheRollout() {
    scene.rollouts.edit("web", json -> json.withObject("/spec").put("paused", true));

    assertOutcome(Outcome.Overridden.class, "paused by hand (spec.paused)");
  }

  @Test
  void shouldBeOverriddenWhenAHumanRejects() {
    scene.desk.order(Verb.REJECT, "command:c-1", null);

    assertOutcome(Outcome.Overridden.class, "rejected by mara: release freeze");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "local",
        "local/shop",
        "local/shop/Deployment/web",
        "policy:shop/checkout-errors",
        "command:c-1"
      })
  void shouldBeHeldWhenAScopeAroundItIsPaused(String scope) {
    scene.desk.order(Verb.PAUSE, scope, null);

    assertHeld(Gate.PAUSED, scope + " is paused by mara: release freeze");
  }

  @Test
  void shouldApplyWhenThePauseLapsedBeforeItWasIssued() {
    scene.desk.order(Verb.PAUSE, "*", Commands.ISSUED);

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldBeHeldWhenThePauseLapsedAfterItWasIssued() {
    scene.desk.order(Verb.PAUSE, "*", Commands.ISSUED.plusSeconds(1));

    assertHeld(Gate.PAUSED, OLDER_THAN_A_PAUSE);
  }

  @Test
  void shouldBeHeldAgainWhenItComesOnceMoreAfterThePauseWasLifted() {
    scene.desk.order(Verb.PAUSE, "*", null);
    assertHeld(Gate.PAUSED, "* is paused by mara: release freeze");

    scene.desk.order(Verb.RESUME, "*", null, Commands.ISSUED.plusMillis(1));

    assertHeld(Gate.PAUSED, OLDER_THAN_A_PAUSE);
  }

  @Test
  void shouldApplyWhatWasIssuedWhenThePauseWasLifted() {
    scene.desk.order(Verb.RESUME, "*", null, Commands.ISSUED);

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldNotBeHeldByAClockThatIsFarAhead() {
    scene.desk.order(Verb.RESUME, "*", null, Commands.ISSUED.plus(Duration.ofDays(1)));

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldBeHeldWhenTheObjectSaysSo() {
    scene.rollouts.edit(
        "web", json -> json.withObject("/metadata/annotations").put("reflexarc.io/paused", "true"));

    assertHeld(Gate.PAUSED, "Deployment web carries the annotation reflexarc.io/paused");
  }

  @Test
  void shouldBeHeldWhenTheNamespaceSaysSo() {
    KubeObject shop = scene.cluster.stored(ResourceKind.NAMESPACE, "", "shop").orElseThrow();
    scene.cluster.put(
        shop.edited(
                json ->
                    json.withObject("/metadata")
                        .withObjectProperty("annotations")
                        .put("reflexarc.io/paused", "true"))
            .json());

    assertHeld(Gate.PAUSED, "Namespace shop carries the annotation reflexarc.io/paused");
  }

  @ParameterizedTest
  @CsvSource({"OBSERVE,OBSERVE_MODE", "SUGGEST,SUGGEST_MODE", "APPROVE,AWAITING_APPROVAL"})
  void shouldBeHeldWhenItsModeMayNotAct(Mode mode, Gate gate) {
    command = Commands.with(command, c -> c.setMode(mode));

    assertThat(scene.run(command).outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class, held -> assertThat(held.gate()).isEqualTo(gate));
    assertThat(scene.cluster.writes()).isEmpty();
  }

  @Test
  void shouldApplyWhenApproved() {
    command = Commands.with(command, c -> c.setMode(Mode.APPROVE));
    scene.desk.order(Verb.APPROVE, "command:c-1", null);

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void shouldRefuseAnActionThatIsNotThere() {
    command = Commands.with(command, c -> c.setAction("reboot"));

    assertOutcome(Outcome.Refused.class, "action 'reboot' is not known, available: rollback");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind         | upgrade                         | parameters.kind 'upgrade' is not known",
        "toRevision   | eleven                          | parameters.toRevision is not a revision",
        "toRevision   | 2                               | parameters.toRevision 2 is where it comes",
        "object       | local/shop/ReplicaSet/web       | available: Deployment, StatefulSet, DaemonSet",
        "object       | local/kube-system/Deployment/web| not in the cluster and namespace",
        "object       | web                             | is not cluster/namespace/Kind/name",
        "object       | local/shop/Deployment/other     | preconditions has no entry for"
      })
  void shouldRefuseParametersThatMakeNoSense(String name, String value, String message) {
    command = Commands.with(command, c -> c.getParameters().put(name, value));

    assertOutcome(Outcome.Refused.class, message);
  }

  @Test
  void shouldLookAgainWhenSomebodyElseWasFaster() {
    scene.cluster.next(Mishap.OVERTAKEN);
    scene.cluster.next(Mishap.OVERTAKEN);

    Report report = scene.run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.turns()).isEqualTo(3);
    assertThat(scene.cluster.writes()).hasSize(1);
  }

  @Test
  void shouldFindItsMarkWhenTheAnswerWasLost() {
    scene.cluster.next(Mishap.WRITTEN_UNANSWERED);

    Report report = scene.run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().after()).isEqualTo(Map.of("revision", "1"));
    assertThat(scene.cluster.writes()).hasSize(1);
  }

  @Test
  void shouldWriteAgainWhenTheRequestWasLost() {
    scene.cluster.next(Mishap.LOST_UNANSWERED);

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.cluster.writes()).hasSize(1);
  }

  @Test
  void shouldHaveOneEffectWhenALostRequestArrivesLate() {
    scene.cluster.next(Mishap.LATE_UNANSWERED);

    Report report = scene.run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.cluster.land()).isFalse();
    assertThat(scene.cluster.writes()).hasSize(1);
  }

  @Test
  void shouldSayUnknownWhenALostRequestMayLandAfterTheExpiry() {
    scene.cluster.next(Mishap.LATE_UNANSWERED);
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.turn();
    scene.time.moveTo(command.getExpiresAt());

    assertThat(scene.run(errand).outcome()).isInstanceOf(Outcome.UnknownOutcome.class);
  }

  @Test
  void shouldRetryWhatPasses() {
    scene.cluster.nextRead(BUSY);
    scene.cluster.nextWrite(BUSY);
    scene.cluster.nextWrite(Fault.of(Fault.Kind.UNREACHABLE, "connection refused"));

    Report report = scene.run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.turns()).isEqualTo(4);
    assertThat(Duration.between(Commands.ISSUED, report.at())).isGreaterThan(Duration.ofSeconds(7));
  }

  @Test
  void shouldFailAtItsExpiryWhenItDoesNotPass() {
    for (int i = 0; i < 1000; i++) {
      scene.cluster.nextWrite(BUSY);
    }

    Report report = scene.run(command);

    assertThat(report.outcome())
        .isEqualTo(
            new Outcome.TransientFailure("not done before its expiry, at last: 429 please wait"));
    assertThat(report.at())
        .isBetween(command.getExpiresAt(), command.getExpiresAt().plusSeconds(1));
    assertThat(scene.cluster.writes()).isEmpty();
  }

  @Test
  void shouldFailAtOnceWhenARightIsMissing() {
    scene.cluster.nextWrite(
        Fault.of(Fault.Kind.FORBIDDEN, "missing right: verb update on deployments.apps"));

    Report report = scene.run(command);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.PermanentFailure("missing right: verb update on deployments.apps"));
    assertThat(report.turns()).isEqualTo(1);
  }

  @Test
  void shouldFailAtOnceWhenItMayNotEvenLook() {
    scene.cluster.nextRead(
        Fault.of(Fault.Kind.FORBIDDEN, "missing right: verb get on deployments.apps"));

    assertOutcome(Outcome.PermanentFailure.class, "verb get on deployments.apps");
  }

  @Test
  void shouldNotActWhileTheControlsCannotBeRead() {
    scene.desk.fail("the controls were not read up to now within 5000 ms");

    assertOutcome(Outcome.TransientFailure.class, "the controls were not read up to now");
  }

  @Test
  void shouldOnlySayWhatItWouldDoInADryRun() {
    Report report = scene.dryRun(command);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Held(Gate.DRY_RUN, "would set web from revision 2 to revision 1"));
    assertThat(report.change().isEmpty()).isTrue();
    assertThat(scene.rollouts.version("web")).isEqualTo("v4");
    assertThat(scene.cluster.writes()).isEmpty();
  }

  @Test
  void shouldGoBackToARevisionThatWasRenumberedMeanwhile() {
    scene.rollouts.release("web", "v3", 4);
    KubeObject sick = scene.rollouts.release("web", "v5", 4);
    command = Commands.rollback("c-2", sick, "4", "1");

    assertThat(scene.run(command).outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(scene.rollouts.version("web")).isEqualTo("v3");
  }

  @Test
  void shouldBeginNothingWhenAbandoned() {
    Errand errand = scene.workshop(Checkpoint.NONE).errand(command);
    errand.abandon();

    assertThat(errand.turn()).isInstanceOf(Turn.Abandoned.class);
    assertThat(scene.cluster.writes()).isEmpty();
  }

  private void assertHeld(Gate gate, String reason) {
    assertThat(scene.run(command).outcome()).isEqualTo(new Outcome.Held(gate, reason));
    assertThat(scene.cluster.writes()).isEmpty();
  }

  private void assertOutcome(Class<? extends Outcome> type, String reason) {
    Outcome outcome = scene.run(command).outcome();
    assertThat(outcome).isInstanceOf(type);
    assertThat(outcome.reason()).contains(reason);
    assertThat(scene.cluster.writes()).isEmpty();
  }
}
