package io.reflexarc.sandbox.scenario;

import static io.reflexarc.sandbox.scenario.Records.at;
import static io.reflexarc.sandbox.scenario.Records.audit;
import static io.reflexarc.sandbox.scenario.Records.command;
import static io.reflexarc.sandbox.scenario.Records.incident;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.sandbox.scenario.course.Course;
import io.reflexarc.sandbox.scenario.course.Reading;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final Effect EFFECT =
      new Effect(
          at(902), "reflexarc-actuator", "shop/Deployment/checkout", false, Optional.of("c1"));

  private static final Span SPAN = new Span(at(0), at(720), at(3600));

  /** Ten pods that serve 200 requests a second, nearly all of them well, all the time. */
  private static final Course WELL =
      new Course(
          Map.of(
              "shop/checkout",
              IntStream.rangeClosed(0, 360)
                  .mapToObj(i -> new Reading(at(i * 10L), i * 2_000L, i, 10))
                  .toList()));

  private final Scenario badDeploy = ScenarioFolder.shipped("bad-deploy").orElseThrow().scenario();
  private final StoryLog log = new StoryLog();

  @Test
  void shouldPassWhenHealedAsExpected() {
    // given
    healedStory();

    // when
    Verdict verdict = judge(List.of(EFFECT));

    // then
    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.outcome()).isEqualTo(Outcome.HEALED);
    assertThat(verdict.passed()).isTrue();
  }

  @Test
  void shouldFailWhenCommandTookEffectTwice() {
    // given
    healedStory();

    // when
    Verdict verdict = judge(List.of(EFFECT, EFFECT));

    // then
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.failures()).singleElement().asString().contains("c1", "2×");
  }

  @Test
  void shouldFailWhenActuatorWroteWithoutCommand() {
    // given
    healedStory();
    Effect stray =
        new Effect(at(950), "reflexarc-actuator", "shop/Deployment/cart", false, Optional.empty());

    // when
    Verdict verdict = judge(List.of(EFFECT, stray));

    // then
    assertThat(verdict.failures()).singleElement().asString().contains("without a command");
  }

  @Test
  void shouldFindTheCommandOfAPodThatWasRemoved() {
    // given
    healedStory();
    log.hear(audit(1300, Stage.APPLIED, "c2"));
    log.hear(Records.about(command(1299, "c2"), "checkout-1"));

    // when
    Verdict fitting = judge(List.of(EFFECT, removal("checkout-1")));
    Verdict stray = judge(List.of(EFFECT, removal("checkout-2")));

    // then
    assertThat(fitting.failures()).noneMatch(text -> text.contains("without a command"));
    assertThat(fitting.failures()).noneMatch(text -> text.contains("with an effect"));
    assertThat(stray.failures()).anyMatch(text -> text.contains("without a command"));
  }

  @Test
  void shouldAllowADrainToWriteItsNodeTwiceAndToRemovePods() {
    // given
    healedStory();
    log.hear(Records.drain(command(1299, "c2"), "node-2"));
    log.hear(audit(1310, Stage.APPLIED, "c2"));
    Effect closes = effect(1300, "/nodes/node-2");
    Effect done = effect(1310, "/nodes/node-2");

    // when
    Verdict fitting = judge(List.of(EFFECT, closes, removal("checkout-1"), done));
    Verdict again = judge(List.of(EFFECT, closes, done, done));
    Verdict another =
        judge(List.of(EFFECT, closes, effect(1300, "/nodes/x"), effect(1300, "/nodes/x")));
    Verdict podTwice = judge(List.of(EFFECT, closes, removal("a"), removal("a")));

    // then
    assertThat(fitting.failures()).noneMatch(text -> text.contains("command"));
    assertThat(again.failures()).anyMatch(text -> text.contains("3×"));
    assertThat(another.failures()).anyMatch(text -> text.contains("2×"));
    assertThat(podTwice.failures()).anyMatch(text -> text.contains("2×"));
  }

  @Test
  void shouldNotTakeARemovalForThatOfADrainWhichIsOver() {
    // given
    healedStory();
    log.hear(Records.drain(command(1200, "c2"), "node-2"));
    log.hear(audit(1290, Stage.APPLIED, "c2"));

    // when
    Verdict verdict = judge(List.of(EFFECT, removal("checkout-1")));

    // then
    assertThat(verdict.failures()).anyMatch(text -> text.contains("without a command"));
  }

  @Test
  void shouldTakeATargetForAnyOfItsKindWhenItIsWrittenSo() {
    assertThat(new Expectation.Action("cordonNode", "/Node/*").asWritten("/Node/node-7"))
        .isEqualTo("/Node/*");
    assertThat(new Expectation.Action("cordonNode", "/Node/*").asWritten("shop/Deployment/a"))
        .isEqualTo("shop/Deployment/a");
    assertThat(new Expectation.Action("cordonNode", "/Node/node-1").asWritten("/Node/node-7"))
        .isEqualTo("/Node/node-7");
  }

  private static Effect effect(long seconds, String object) {
    return new Effect(at(seconds), "reflexarc-actuator", object, false, Optional.of("c2"));
  }

  @Test
  void shouldBeUnfinishedWhenOneOfTwoTreatedIncidentsIsNotProvenHealed() {
    // given
    healedStory();
    log.hear(Records.of("incident-2", audit(1300, Stage.APPLIED, "c2")));
    log.hear(Records.of("incident-2", audit(3000, Stage.CLOSED, "")));

    // when
    Outcome before = new Judge(badDeploy, log).outcome();
    log.hear(Records.of("incident-2", audit(3100, Stage.HEALED, "c2")));
    Outcome after = new Judge(badDeploy, log).outcome();

    // then
    assertThat(before).isEqualTo(Outcome.UNFINISHED);
    assertThat(after).isEqualTo(Outcome.HEALED);
  }

  private static Effect removal(String pod) {
    return new Effect(at(1300), "reflexarc-actuator", "shop/pods/" + pod, true, Optional.empty());
  }

  @Test
  void shouldFailWhenAuditClaimsAnEffectThatTheClusterNeverSaw() {
    // given
    healedStory();

    // when
    Verdict verdict = judge(List.of());

    // then
    assertThat(verdict.failures()).singleElement().asString().contains("with an effect");
  }

  @Test
  void shouldFailWhenStateIsAnother() {
    // given
    healedStory();

    // when
    Verdict verdict =
        new Judge(badDeploy, log)
            .judge(SPAN, WELL, List.of(EFFECT), state -> Optional.of("something else"));

    // then
    assertThat(verdict.failures()).hasSize(2).allMatch(text -> text.contains("something else"));
  }

  @Test
  void shouldBeUnfinishedWhenIncidentIsNotClosed() {
    // given
    healedStory();
    log.hear(incident(3000, IncidentStatus.HEALED));

    // when
    Outcome outcome = new Judge(badDeploy, log).outcome();

    // then
    assertThat(outcome).isEqualTo(Outcome.UNFINISHED);
  }

  @Test
  void shouldBeNoActionWhenNothingWasHeard() {
    // given
    // when
    Outcome outcome = new Judge(badDeploy, log).outcome();

    // then
    assertThat(outcome).isEqualTo(Outcome.NO_ACTION);
  }

  @Test
  void shouldBeHeldWhenAGateStoppedIt() {
    // given
    log.hear(audit(900, Stage.DETECTED, ""));
    log.hear(Records.held(901, "paused"));

    // when
    Outcome outcome = new Judge(badDeploy, log).outcome();

    // then
    assertThat(outcome).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldBeHeldWhenAHumanWasFasterThanTheCommand() {
    // given
    log.hear(audit(901, Stage.ISSUED, "c1"));
    log.hear(command(901, "c1"));
    Outcome before = new Judge(badDeploy, log).outcome();
    log.hear(audit(960, Stage.SUPERSEDED, "c1"));

    // when
    Outcome outcome = new Judge(badDeploy, log).outcome();

    // then
    assertThat(before).isEqualTo(Outcome.UNFINISHED);
    assertThat(outcome).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldBeNoActionWhenItOnlyFlaps() {
    // given
    log.hear(audit(900, Stage.DETECTED, ""));
    log.hear(Records.held(901, "flapping"));

    // when
    Outcome outcome = new Judge(badDeploy, log).outcome();

    // then
    assertThat(outcome).isEqualTo(Outcome.NO_ACTION);
  }

  @Test
  void shouldFailWhenAGateHeldThatIsNotExpected() {
    // given
    healedStory();
    log.hear(Records.held(901, "cooldown"));

    // when
    Verdict verdict = judge(List.of(EFFECT));

    // then
    assertThat(verdict.failures()).singleElement().asString().contains("[cooldown], expected []");
  }

  @Test
  void shouldPassWhenAGateHeldThatMayHold() {
    // given
    healedStory();
    log.hear(Records.held(901, "cooldown"));
    Expectation wanted = badDeploy.expect();
    Scenario lenient =
        expecting(
            new Expectation(
                wanted.outcome(),
                wanted.stages(),
                wanted.never(),
                wanted.gates(),
                Set.of("cooldown", "inconclusive"),
                wanted.sentences(),
                wanted.actions(),
                wanted.state(),
                wanted.within(),
                wanted.budget()));

    // when
    Verdict verdict =
        new Judge(lenient, log)
            .judge(SPAN, WELL, List.of(EFFECT), state -> Optional.of(state.equals()));

    // then
    assertThat(verdict.failures()).isEmpty();
  }

  @Test
  void shouldFailWhenTheAuditDoesNotSayWhatItShouldOrHasWhatItMustNot() {
    // given
    healedStory();
    Expectation wanted = badDeploy.expect();
    Scenario stricter =
        expecting(
            new Expectation(
                wanted.outcome(),
                wanted.stages(),
                List.of(Stage.HEALED),
                wanted.gates(),
                wanted.mayHold(),
                List.of(
                    new Expectation.Sentence(Stage.ISSUED, "because of ISSUED"),
                    new Expectation.Sentence(Stage.ISSUED, "because of rain")),
                wanted.actions(),
                wanted.state(),
                wanted.within(),
                wanted.budget()));

    // when
    List<String> failures =
        new Judge(stricter, log)
            .judge(SPAN, WELL, List.of(EFFECT), state -> Optional.of(state.equals()))
            .failures();

    // then
    assertThat(failures)
        .containsExactly(
            "the audit has a HEALED, which must not be",
            "no audit record ISSUED says 'because of rain'");
  }

  private Scenario expecting(Expectation expectation) {
    return new Scenario(
        badDeploy.id(),
        badDeploy.title(),
        badDeploy.article(),
        badDeploy.story(),
        badDeploy.watch(),
        badDeploy.nodes(),
        badDeploy.charts(),
        badDeploy.steady(),
        badDeploy.phases(),
        badDeploy.until(),
        expectation,
        badDeploy.rollback());
  }

  @Test
  void shouldMeasureEachStretchWhenHealed() {
    // given
    healedStory();

    // when
    var moments = new Judge(badDeploy, log).moments(at(720));

    // then
    assertThat(moments)
        .containsEntry(Moment.DETECT, Duration.ofSeconds(80))
        .containsEntry(Moment.DECIDE, Duration.ofSeconds(101))
        .containsEntry(Moment.APPLY, Duration.ofSeconds(1))
        .containsEntry(Moment.RECOVER, Duration.ofSeconds(298));
  }

  private void healedStory() {
    log.hear(audit(800, Stage.DETECTED, ""));
    log.hear(audit(900, Stage.DECIDED, ""));
    log.hear(audit(901, Stage.ISSUED, "c1"));
    log.hear(command(901, "c1"));
    log.hear(audit(902, Stage.APPLIED, "c1"));
    log.hear(audit(903, Stage.VERIFYING, "c1"));
    log.hear(audit(1200, Stage.HEALED, "c1"));
    log.hear(audit(3000, Stage.CLOSED, ""));
    log.hear(incident(3000, IncidentStatus.CLOSED));
  }

  private Verdict judge(List<Effect> writes) {
    return new Judge(badDeploy, log)
        .judge(SPAN, WELL, writes, state -> Optional.of(state.equals()));
  }
}
