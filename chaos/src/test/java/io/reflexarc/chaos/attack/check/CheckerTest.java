package io.reflexarc.chaos.attack.check;

import static io.reflexarc.chaos.attack.check.Tale.at;
import static io.reflexarc.chaos.attack.check.Tale.effect;
import static io.reflexarc.chaos.attack.check.Tale.innocent;
import static io.reflexarc.chaos.attack.check.Tale.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerTest {

  @Test
  void shouldFindNothingWhenAllWasAsItMustBe() {
    assertThat(innocent().verdict()).isEmpty();
  }

  @Test
  void shouldAllowAsManyAnswersAsACommandArrived() {
    // given
    Tale tale = innocent().says("cart", "c1", Stage.ALREADY_APPLIED, 300);
    tale.replays.put("c1", 1);

    // then
    assertThat(tale.verdict()).isEmpty();
  }

  @Test
  void shouldLetGoOfWhatWasOnItsWayWhenThePauseCame() {
    // given
    Tale tale = innocent();
    tale.pauses.add(new Pause(target("cart"), at(91), at(400)));

    // then
    assertThat(tale.verdict()).isEmpty();
  }

  @Test
  void shouldCountWhatIsOlderThanTheSpanNoMore() {
    // given
    Tale tale = innocent().sick("cart", 620).heals("cart", "c2", 90 + 600);

    // then
    assertThat(tale.verdict()).isEmpty();
  }

  @Test
  void shouldNotAskForWhatAPauseMadeToCountNoMore() {
    // given
    Tale tale = innocent().sick("bag", 10);
    pause(tale, "*", 300, 340);

    // then
    assertThat(tale.verdict()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("doctored")
  void shouldFindGuiltyWhen(String invariant, String what, Consumer<Tale> doctor) {
    // given
    Tale tale = innocent();

    // when
    doctor.accept(tale);

    // then
    assertThat(tale.verdict()).extracting(Violation::invariant).as(what).contains(invariant);
  }

  static Stream<Arguments> doctored() {
    return Stream.of(
            founded(),
            inFlight(),
            effects(),
            doubled(),
            budgets(),
            pauses(),
            rollbacks(),
            chains(),
            innocents(),
            poison(),
            recovery(),
            stale())
        .flatMap(List::stream);
  }

  private static List<Arguments> founded() {
    return List.of(
        guilty("I1", "no evidence", it -> it.withCommand(it.command().setEvidence(List.of()))),
        guilty("I1", "no incident", it -> it.without(Stage.DECIDED)),
        guilty("I1", "no expiry", it -> it.withCommand(it.command().setExpiresAt(at(90)))));
  }

  private static List<Arguments> inFlight() {
    return List.of(
        guilty(
            "I2",
            "a second is issued before the first is verified",
            it -> it.without(Stage.HEALED).without(Stage.CLOSED).heals("cart", "c2", 800)));
  }

  private static List<Arguments> effects() {
    return List.of(
        guilty("I3", "two effects", it -> it.effects.add(effect("cart", "c1", 95))),
        guilty("I3", "an effect of no command", it -> it.effects.add(effect("cart", "c9", 95))),
        guilty(
            "I3",
            "a write without a mark",
            it ->
                it.effects.add(
                    new Effect(at(95), "reflexarc-actuator", "shop/x", false, Optional.empty()))),
        guilty("I3", "an effect that is not told", it -> it.without(Stage.APPLIED)),
        guilty("I3", "a deed that was none", it -> it.effects.clear()),
        guilty("I3", "writes that were forgotten", it -> it.forgottenWrites = 1));
  }

  private static List<Arguments> doubled() {
    return List.of(
        guilty("I3", "a command twice", it -> it.commands.add(it.commands.get(0))),
        guilty("I3", "an audit twice", it -> it.audits.add(it.audits.get(0))),
        guilty("I3", "two answers", it -> it.says("cart", "c1", Stage.ALREADY_APPLIED, 300)));
  }

  private static List<Arguments> budgets() {
    return List.of(
        guilty(
            "I4",
            "two on a target that may have one",
            it -> it.sick("cart", 300).heals("cart", "c2", 689)),
        guilty(
            "I4",
            "three in a cluster that may have two",
            it -> it.sick("a", 0).heals("a", "c2", 100).sick("b", 0).heals("b", "c3", 110)),
        guilty(
            "I4",
            "a policy that nobody wrote",
            it -> it.withCommand(it.command().setPolicyGeneration(7))));
  }

  private static List<Arguments> pauses() {
    return List.of(
        guilty("I5", "done in a pause", it -> pause(it, target("cart"), 20, 500)),
        guilty("I5", "done in a paused namespace", it -> pause(it, "sandbox/shop", 20, 500)),
        guilty(
            "I5",
            "an old one is done after the resume",
            it -> {
              pause(it, "*", 200, 250);
              it.effects.set(0, effect("cart", "c1", 260));
            }),
        guilty("I5", "held, and done", it -> it.heldByActuator("cart", "c1", 91)));
  }

  private static void pause(Tale tale, String scope, long since, long until) {
    tale.pauses.add(new Pause(scope, at(since), at(until)));
  }

  private static List<Arguments> rollbacks() {
    return List.of(
        guilty("I6", "to the sick one", it -> it.withCommand(rolls(it, "v2", "v2"))),
        guilty("I6", "away from the good one", it -> it.withCommand(rolls(it, "v1", "v0"))));
  }

  private static RemediationCommand.Builder rolls(Tale tale, String from, String to) {
    return tale.command().setParameters(Map.of("fromVersion", from, "toVersion", to));
  }

  private static List<Arguments> chains() {
    return List.of(
        guilty("I7", "nobody noticed", it -> it.without(Stage.DETECTED)),
        guilty("I7", "nobody says that it was issued", it -> it.without(Stage.ISSUED)),
        guilty("I7", "nobody says what became of it", it -> it.without(Stage.APPLIED)),
        guilty("I7", "never verified", it -> it.without(Stage.VERIFYING)),
        guilty("I7", "never closed", it -> it.without(Stage.CLOSED)),
        guilty(
            "I7",
            "detected, and never heard of again",
            it -> it.audits.add(new Told<>(0, 99, withIncident(it)))),
        guilty("I7", "sick and unseen", it -> it.sick("bag", 10)),
        guilty("I7", "unseen until a pause", it -> pause(it.sick("bag", 10), "*", 401, 440)),
        guilty("I7", "repaired by a human, and nobody says why", it -> it.repaired("bag", 10)),
        guilty("I7", "no reason", it -> it.audits.add(reasonless(it))),
        guilty("I7", "held by nothing", it -> it.says("cart", "c1", Stage.HELD, 80)));
  }

  private static Told<RemediationAudit> reasonless(Tale tale) {
    RemediationAudit audit =
        RemediationAudit.newBuilder(tale.audits.get(0).value()).setId("x").setReason(" ").build();
    return new Told<>(1, 0, audit);
  }

  private static RemediationAudit withIncident(Tale tale) {
    return RemediationAudit.newBuilder(tale.audits.get(0).value())
        .setId("y")
        .setIncidentId("incident-of-nobody")
        .setAt(at(500))
        .build();
  }

  private static List<Arguments> innocents() {
    return List.of(guilty("I8", "nothing was wrong", it -> it.sicknesses.clear()));
  }

  private static List<Arguments> poison() {
    return List.of(
        guilty("I9", "poison is swallowed", it -> it.deadLetters.clear()),
        guilty(
            "I9",
            "for no reason",
            it -> it.deadLetters.add(new DeadLetter("health-events", "decider", "", "poison-1"))));
  }

  private static List<Arguments> recovery() {
    return List.of(
        guilty("I10", "still open", it -> it.stands("cart", "c1", IncidentStatus.HELD, 900)));
  }

  private static List<Arguments> stale() {
    return List.of(
        guilty(
            "stale",
            "done after its expiry",
            it -> it.effects.set(0, effect("cart", "c1", 90 + 300 + 31))));
  }

  private static Arguments guilty(String invariant, String what, Consumer<Tale> doctor) {
    return arguments(invariant, what, doctor);
  }
}
