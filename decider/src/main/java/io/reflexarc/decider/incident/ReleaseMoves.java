package io.reflexarc.decider.incident;

import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an incident does when a release is its cause: the ladder of the policy that takes it back is
 * climbed from its first rung on, whatever was tried before. There is no way back.
 */
public final class ReleaseMoves {

  private ReleaseMoves() {}

  /**
   * Whether an incident can give way now: nothing of it is in flight, no human has approved what is
   * due, and of an action that is verified its own unrest is over.
   */
  public static boolean canGiveWay(Incident incident, long now) {
    return incident instanceof Open open
        ? open.proposal().filter(Proposal::approved).isEmpty()
        : incident instanceof Verifying verifying && now >= Verification.half(verifying);
  }

  /**
   * It gives way.
   *
   * @param driver the policy whose ladder was climbed
   * @throws IllegalStateException when it cannot
   */
  public static Progress giveWay(
      Incident incident, Symptoms symptoms, Rule driver, Release release, long now) {
    if (!canGiveWay(incident, now)) {
      throw new IllegalStateException(incident.status() + " does not give way");
    }
    if (incident instanceof Verifying verifying) {
      Progress sick = notHealed(verifying, release, now);
      return giveWay((Open) sick.incident().orElseThrow(), symptoms, driver, release).after(sick);
    }
    return giveWay((Open) incident, symptoms, driver, release);
  }

  private static Progress notHealed(Verifying incident, Release release, long now) {
    String says =
        "still sick "
            + Numbers.duration(now - incident.appliedAt())
            + " after the action: "
            + release.reading().says();
    List<Evidence> numbers = release.reading().evidence();
    Open open = incident.notHealed(says, numbers);
    return Progress.to(
        open,
        Statement.of(Stage.NOT_HEALED, open.facts(), says, numbers)
            .withOutcome(Outcome.NOT_HEALED));
  }

  private static Progress giveWay(Open open, Symptoms symptoms, Rule driver, Release release) {
    Optional<Reading> sick = OpenMoves.sick(open, symptoms);
    Action due = OpenMoves.next(open, driver);
    Reading reading = release.reading();
    String says =
        sick.map(Reading::says).orElse(open.facts().says())
            + "; no "
            + due.word()
            + ": "
            + release.before(open.facts().onsetAt())
            + ", is the cause, so "
            + release.policy()
            + " goes first: "
            + reading.says();
    List<Evidence> numbers = new ArrayList<>(sick.map(Reading::evidence).orElse(List.of()));
    numbers.addAll(reading.evidence());
    Statement held =
        Statement.of(Stage.HELD, open.facts(), says, numbers)
            .withAction(due)
            .withGate(Gate.RELEASE_UNHEALTHY, OptionalLong.empty());
    return Progress.to(
        open.giveWay(release.policy(), reading.subject(), says, reading.evidence()), held);
  }
}
