package io.reflexarc.actuator.action;

import static io.reflexarc.actuator.action.Rehearsal.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.ActionScene.Mistake;
import io.reflexarc.actuator.action.ActionScene.Place;
import io.reflexarc.actuator.action.Rehearsal.Killed;
import io.reflexarc.actuator.action.Site.Trouble;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Checkpoint.Step;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.policy.Gate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every action does, whichever it is, wherever its cluster is: each effect once, a human's
 * word above ours, and the truth told of what became of it.
 */
public abstract class ActionContract {

  private static final int ALWAYS = 1_000;

  /** Where it takes place. */
  protected abstract Site site();

  static List<ActionScene> scenes() {
    return ActionScenes.ALL;
  }

  /** All that change something in a cluster. */
  static List<Action> installed() {
    return Actions.installed(Map.of()).all().stream()
        .filter(
            action -> !RightsWitness.named(action.rights()).stream().allMatch(RightsWitness::reads))
        .toList();
  }

  static Stream<Arguments> mistakes() {
    return scenes().stream()
        .flatMap(scene -> scene.mistakes().stream().map(mistake -> Arguments.of(scene, mistake)));
  }

  static Stream<Arguments> deaths() {
    return each(Step.CLAIMED, Step.LOOKED, Step.BEFORE_WRITE, Step.AFTER_WRITE);
  }

  static Stream<Arguments> lostAnswers() {
    return each(Trouble.FAILED_AFTER, Trouble.CUT_AFTER, Trouble.CUT_BEFORE);
  }

  static Stream<Arguments> orders() {
    return each(Verb.PAUSE, Verb.REJECT);
  }

  private static Stream<Arguments> each(Object... with) {
    return scenes().stream().flatMap(scene -> Stream.of(with).map(one -> Arguments.of(scene, one)));
  }

  @BeforeEach
  void clear() throws Exception {
    site().clear();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldApply(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());

    Report report = on(scene).run(command);

    assertApplied(scene, report);
    assertThat(report.change().after()).isNotEmpty();
    if (scene.leavesMark()) {
      Place object = scene.object();
      assertThat(Mark.on(site().at(object.kind(), object.name()), command))
          .hasValueSatisfying(mark -> assertThat(mark.incidentId()).isEqualTo("incident-1"));
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldWriteNothingTheSecondTime(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    Report first = on(scene).run(command);

    Report second = on(scene).run(command);

    assertThat(second.outcome()).isInstanceOf(scene.whenAgain());
    if (scene.leavesMark()) {
      assertThat(second.change()).isEqualTo(first.change());
    }
    assertThat(site().effects()).isEqualTo(scene.effects());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldWriteNothingWhenItComesAgainAfterItsExpiry(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    Rehearsal rehearsal = on(scene);
    rehearsal.run(command);
    rehearsal.time.moveTo(command.getExpiresAt().plus(Duration.ofHours(2)));

    Report late = rehearsal.run(command);

    assertThat(late.outcome()).isInstanceOfAny(scene.whenAgain(), Outcome.Expired.class);
    assertThat(site().effects()).isEqualTo(scene.effects());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldWriteNothingInADryRun(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());

    Report report = on(scene).dryRun(command);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Held(Gate.DRY_RUN, "would " + scene.sentence()));
    assertThat(site().effects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNotActAtItsExpiry(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    Rehearsal rehearsal = on(scene);
    rehearsal.time.moveTo(command.getExpiresAt());

    assertThat(rehearsal.run(command).outcome()).isInstanceOf(Outcome.Expired.class);
    assertThat(site().effects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNotActWhenTheObjectIsGone(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    delete(scene.object());

    assertThat(on(scene).run(command).outcome()).isInstanceOf(scene.whenGone());
    assertThat(site().effects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNotActWhenTheObjectGoesAtTheLastMoment(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    Place object = scene.object();

    Report report = on(scene).run(command, first(Step.BEFORE_WRITE, () -> delete(object)));

    assertThat(report.outcome()).isInstanceOf(scene.whenGone());
    assertThat(site().effects()).doesNotContain(object.kind().kind() + "/" + object.name());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNotActOnWhatWasMadeAnew(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    site().clear();
    scene.order(site());

    assertThat(on(scene).run(command).outcome()).isInstanceOf(scene.whenMadeAnew());
    assertThat(site().effects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNotActAgainstAnotherHand(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    scene.meddle(site());

    assertThat(on(scene).run(command).outcome().getClass()).isIn(scene.whenMeddled());
    assertThat(site().effects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNotActAgainstAnotherHandOfTheLastMoment(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());

    Report report = on(scene).run(command, first(Step.BEFORE_WRITE, () -> scene.meddle(site())));

    assertThat(report.outcome().getClass()).isIn(scene.whenMeddled());
    assertThat(site().effects()).doesNotContain(written(scene));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldLookAgainWhenSomebodyElseWasFaster(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());

    Report report = on(scene).run(command, first(Step.BEFORE_WRITE, () -> touch(scene.object())));

    assertApplied(scene, report);
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldHaveOneEffectWhenHaltedWhileAnotherTakesOver(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    Rehearsal successor = on(scene);

    on(scene).run(command, first(Step.BEFORE_WRITE, () -> successor.run(command)));

    assertThat(site().effects()).isEqualTo(scene.effects());
    scene.assertDone(site());
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void shouldHaveOneEffectWhenItDies(ActionScene scene, Step at) throws Exception {
    RemediationCommand command = scene.order(site());
    Checkpoint death =
        first(
            at,
            () -> {
              throw new Killed();
            });
    assertThatThrownBy(() -> on(scene).run(command, death)).isInstanceOf(Killed.class);
    scene.meanwhile(site());

    Report report = on(scene).run(command);

    assertThat(report.outcome()).isInstanceOfAny(Outcome.Applied.class, scene.whenAgain());
    assertThat(site().effects()).isEqualTo(scene.effects());
    scene.assertDone(site());
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void shouldHaveOneEffectWhenTheAnswerIsLost(ActionScene scene, Trouble trouble) throws Exception {
    RemediationCommand command = scene.order(site());
    site().troubleWrites(trouble, scene.effects().size());

    assertApplied(scene, on(scene).run(command));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldRetryWhatPasses(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    site().troubleReads(Trouble.BUSY, 1);
    site().troubleWrites(Trouble.BUSY, 2);

    assertApplied(scene, on(scene).run(command));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldGiveUpAtTheExpiryWhatDoesNotPass(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    site().troubleWrites(Trouble.BUSY, ALWAYS);

    Report report = on(scene).run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.TransientFailure.class);
    assertThat(report.at())
        .isBetween(command.getExpiresAt(), command.getExpiresAt().plusSeconds(1));
    assertThat(site().effects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNameTheRightThatItLacks(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    site().troubleWrites(Trouble.FORBIDDEN, 1);

    Report report = on(scene).run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.PermanentFailure.class);
    assertThat(report.outcome().reason()).contains("missing right: verb ");
    assertThat(report.turns()).isEqualTo(1);
    assertThat(site().effects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldNameTheRightThatItLacksToLook(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());
    site().troubleReads(Trouble.FORBIDDEN, 1);

    Report report = on(scene).run(command);

    assertThat(report.outcome()).isInstanceOf(Outcome.PermanentFailure.class);
    assertThat(report.outcome().reason()).contains("missing right: verb ");
    assertThat(site().effects()).isEmpty();
  }

  /**
   * A new action without a scene fails here, and so does a right that nobody uses. What is done to
   * one kind of workload may be done to the others.
   */
  @ParameterizedTest
  @MethodSource("installed")
  void shouldUseTheRightsThatItNamesAndNoOthers(Action action) throws Exception {
    Set<String> used = new TreeSet<>();
    for (ActionScene scene : ActionScenes.of(action)) {
      site().clear();
      on(scene).run(scene.order(site()));
      used.addAll(site().used());
      site().clear();
      scene.aside(site());
      used.addAll(site().used());
    }

    assertThat(RightsWitness.named(action.rights())).containsAll(used);
    assertThat(ofAWorkload(used)).isEqualTo(ofAWorkload(RightsWitness.named(action.rights())));
  }

  private static Set<String> ofAWorkload(Set<String> rights) {
    return rights.stream()
        .map(
            right ->
                right.replaceAll(
                    "(deployments.apps|statefulsets.apps|daemonsets.apps|rollouts.argoproj.io)",
                    "workloads"))
        .map(right -> right.replaceAll("(replicasets|controllerrevisions).apps", "revisions"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void shouldNotActAgainstAnOrder(ActionScene scene, Verb verb) throws Exception {
    RemediationCommand command = scene.order(site());

    Report report = on(scene).run(command, new ControlDesk().order(verb, "command:c-1", null));

    assertThat(report.outcome()).isInstanceOfAny(Outcome.Held.class, Outcome.Overridden.class);
    assertThat(site().effects()).isEmpty();
  }

  /** I10: a pause holds what is done, and never what takes it back. */
  @ParameterizedTest
  @MethodSource("scenes")
  void shouldBePausedUnlessItTakesBackWhatWasDone(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());

    Report report = on(scene).run(command, new ControlDesk().order(Verb.PAUSE, "*", null));

    if (command.getParameters().containsKey("undoes")) {
      assertApplied(scene, report);
    } else {
      assertThat(report.outcome())
          .isInstanceOfSatisfying(
              Outcome.Held.class, held -> assertThat(held.gate()).isEqualTo(Gate.PAUSED));
      assertThat(site().effects()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void shouldRefuseWhatMakesNoSense(ActionScene scene, Mistake mistake) throws Exception {
    RemediationCommand command = scene.order(site());
    RemediationCommand wrong =
        Commands.with(
            command,
            c -> {
              c.getParameters().remove(mistake.name());
              if (!mistake.value().isEmpty()) {
                c.getParameters().put(mistake.name(), mistake.value());
              }
            });

    assertRefused(on(scene).run(wrong), mistake.says());
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void shouldRefuseWhatWasDecidedAboutNothing(ActionScene scene) throws Exception {
    RemediationCommand command = scene.order(site());

    assertRefused(
        on(scene).run(Commands.with(command, c -> c.setPreconditions(List.of()))), "preconditions");
  }

  private Rehearsal on(ActionScene scene) {
    return new Rehearsal(site(), scene);
  }

  private void assertApplied(ActionScene scene, Report report) throws Exception {
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied(scene.sentence()));
    assertThat(site().effects()).isEqualTo(scene.effects());
    scene.assertDone(site());
  }

  private void assertRefused(Report report, String says) {
    assertThat(report.outcome()).isInstanceOf(Outcome.Refused.class);
    assertThat(report.outcome().reason()).contains(says);
    assertThat(site().effects()).isEmpty();
  }

  private static String written(ActionScene scene) {
    return scene.object().kind().kind() + "/" + scene.object().name();
  }

  private void delete(Place object) throws Exception {
    site().delete(object.kind(), "shop", object.name());
  }

  /** A change that nobody minds, and that moves no generation on. */
  private void touch(Place object) throws Exception {
    site()
        .edit(
            object.kind(),
            object.name(),
            json ->
                json.withObject("/metadata").withObjectProperty("labels").put("touched", "yes"));
  }
}
