package io.reflexarc.decider.incident;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.incident.Symptoms.Fired;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.judge.Calm;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Moves an incident by what is known at a tick: opens it, lets others join, verifies, watches,
 * closes. What is to be done next is not decided here.
 */
public final class Lifecycle {

  /** Why what was seen before a pause was lifted ends there. */
  public static final String RESUMED = "resumed: what was seen during the pause no longer counts";

  private final TargetKey target;
  private final long outcomeMarginMillis;

  /**
   * The lifecycle of a target's incidents.
   *
   * @param outcomeMarginMillis how long after its expiry the outcome of a command is waited for
   */
  public Lifecycle(TargetKey target, long outcomeMarginMillis) {
    this.target = target;
    this.outcomeMarginMillis = outcomeMarginMillis;
  }

  /** One tick. */
  public Progress advance(Optional<Incident> incident, Symptoms symptoms, long now) {
    List<Fired> firing = symptoms.firing();
    if (incident.isEmpty()) {
      return firing.isEmpty() ? Progress.none(incident) : open(firing, now);
    }
    Progress joined = join(incident.get(), firing);
    return step(joined.incident().orElseThrow(), symptoms, now).after(joined);
  }

  private Progress open(List<Fired> firing, long now) {
    Fired driver = firing.get(0);
    TreeSet<String> policies = new TreeSet<>();
    firing.forEach(each -> policies.add(each.rule().key()));
    Reading reading = driver.judged().reading();
    long onset = driver.condition().onset();
    Case facts =
        Case.begin(
            DeterministicId.ofIncident(target, driver.rule().key(), onset),
            driver.rule().key(),
            policies,
            reading.subject(),
            onset,
            now,
            reading.evidence(),
            "it has held for "
                + Numbers.duration(driver.rule().forMillis())
                + ": "
                + reading.says());
    return Progress.to(
        Open.begin(facts), Statement.of(Stage.DECIDED, facts, facts.says(), reading.evidence()));
  }

  private static Progress join(Incident incident, List<Fired> firing) {
    Progress progress = Progress.none(Optional.of(incident));
    for (Fired fired : firing) {
      Incident current = progress.incident().orElseThrow();
      if (!current.facts().policies().contains(fired.rule().key())) {
        progress = joined(current, fired).after(progress);
      }
    }
    return firing.isEmpty() ? progress : driven(progress, firing.get(0));
  }

  private static Progress joined(Incident incident, Fired fired) {
    Case facts = incident.facts().joinedBy(fired.rule().key());
    Reading reading = fired.judged().reading();
    return Progress.to(
        incident.with(facts),
        Statement.of(
            Stage.DECIDED,
            facts.id(),
            fired.rule().key(),
            "joins the incident of " + facts.policy() + ": " + reading.says(),
            reading.evidence()));
  }

  /** Before the first rung, the policy that may go furthest drives. */
  private static Progress driven(Progress progress, Fired first) {
    Incident incident = progress.incident().orElseThrow();
    boolean other =
        incident instanceof Open
            && incident.facts().rung() < 0
            && !incident.facts().policy().equals(first.rule().key());
    if (!other) {
      return progress;
    }
    Open open = (Open) incident;
    Subject subject = first.judged().reading().subject();
    return new Progress(
        Optional.of(open.drivenBy(first.rule().key(), subject)),
        progress.said(),
        progress.ended(),
        progress.fresh());
  }

  private Progress step(Incident incident, Symptoms symptoms, long now) {
    if (incident instanceof Remediating remediating) {
      return awaitOutcome(remediating, now);
    }
    if (incident instanceof Restoring restoring) {
      return Restoration.await(restoring, outcomeMarginMillis, now);
    }
    if (Restoration.due(incident, symptoms, now).isPresent()) {
      return Progress.none(Optional.of(incident));
    }
    if (symptoms.rule(incident.facts().policy()).isEmpty()) {
      return close(incident, "its policy is gone or no longer about it", Optional.empty())
          .withFreshEvidence();
    }
    if (incident instanceof Verifying verifying) {
      return Verification.verify(verifying, symptoms, now);
    }
    if (incident instanceof Watching watching) {
      return watch(watching, symptoms, now);
    }
    if (incident instanceof Escalated escalated) {
      return cool(escalated, symptoms, now);
    }
    return wait((Open) incident, symptoms, now);
  }

  private Progress awaitOutcome(Remediating incident, long now) {
    if (now < incident.expiresAt() + outcomeMarginMillis) {
      return Progress.none(Optional.of(incident));
    }
    String says =
        "nothing was heard of the command "
            + Numbers.duration(outcomeMarginMillis)
            + " after it expired; a human must look, it is not issued again";
    Escalated lost = incident.lost(now, says);
    return Progress.to(
        lost,
        Statement.of(Stage.ESCALATED, lost.facts(), says, lost.facts().evidence())
            .withOutcome(Outcome.ESCALATED));
  }

  private static Progress watch(Watching incident, Symptoms symptoms, long now) {
    Optional<Fired> back =
        symptoms.firing().stream()
            .filter(each -> incident.facts().policies().contains(each.rule().key()))
            .filter(each -> each.judged().reading().unhealthy())
            .findFirst();
    if (back.isPresent()) {
      return relapse(incident, back.get().judged().reading());
    }
    Calm calm = calm(incident.calm(), incident.facts(), symptoms, now);
    if (ended(calm, incident, symptoms, now)) {
      return closeWatched(incident, calm, now);
    }
    return Restoration.hold(incident.calm(calm, incident.held()), symptoms, now);
  }

  private static Progress closeWatched(Watching incident, Calm calm, long now) {
    boolean healed = incident.healedAt().isPresent();
    String since =
        incident.facts().command().filter(Issued::takesBack).isPresent()
            ? " since what was done was taken back"
            : " since it healed";
    return close(
        incident,
        "clear for " + lasted(calm, now) + since,
        Optional.of(healed ? Outcome.HEALED : Outcome.RECOVERED));
  }

  private static Progress relapse(Watching incident, Reading reading) {
    String says = "the symptom came back: " + reading.says();
    Open open = incident.relapsed(says, reading.evidence());
    return Progress.to(
        open,
        Statement.of(Stage.NOT_HEALED, open.facts(), says, reading.evidence())
            .withOutcome(Outcome.NOT_HEALED));
  }

  private static Progress cool(Escalated incident, Symptoms symptoms, long now) {
    Calm calm = calm(incident.calm(), incident.facts(), symptoms, now);
    if (ended(calm, incident, symptoms, now)) {
      return close(
          incident,
          "clear for " + lasted(calm, now) + " after a human was told",
          Optional.of(Outcome.RECOVERED));
    }
    return Progress.none(Optional.of(incident.calm(calm)));
  }

  private static Progress wait(Open incident, Symptoms symptoms, long now) {
    Case facts = incident.facts();
    if (facts.rung() < 0 && symptoms.firing().isEmpty()) {
      return close(
          incident,
          facts.subject().who()
              + (facts.subject().isWhole() ? " has no pods any more" : " is gone")
              + ", nothing was done",
          Optional.of(Outcome.RECOVERED));
    }
    Calm calm = calm(incident.calm(), facts, symptoms, now);
    if (ended(calm, incident, symptoms, now)) {
      return close(
          incident,
          "clear for "
              + lasted(calm, now)
              + ", nothing"
              + (facts.rung() < 0 ? "" : " more")
              + " was done",
          Optional.of(Outcome.RECOVERED));
    }
    return Progress.none(Optional.of(incident.calm(calm)));
  }

  /** What goes around a dependency stays while that is unwell, so calm waits for it. */
  private static Calm calm(Calm before, Case facts, Symptoms symptoms, long now) {
    return before.next(
        Restoration.mustWait(facts, symptoms)
            ? Calm.Look.NOT_CLEAR
            : symptoms.look(facts.policies(), facts.subject()),
        now);
  }

  /** Whether it ends: it is clear for long enough, and nothing is left to be taken back. */
  private static boolean ended(Calm calm, Incident incident, Symptoms symptoms, long now) {
    return incident.facts().effects().isEmpty()
        && calm.lasted(symptoms.recoverMillis(incident.facts().policies()), now);
  }

  private static String lasted(Calm calm, long now) {
    return Numbers.duration(now - calm.since().orElse(now));
  }

  /** Ends an incident; what was done and still stands is named. */
  static Progress close(Incident incident, String why, Optional<Outcome> outcome) {
    List<Issued> effects = incident.facts().effects();
    String says =
        effects.isEmpty()
            ? why
            : why
                + "; what was done stays until a human takes it back: "
                + String.join(", ", effects.stream().map(Issued::says).toList());
    Statement closed =
        Statement.of(Stage.CLOSED, incident.facts(), says, incident.facts().evidence());
    return Progress.ended(incident, says, outcome.map(closed::withOutcome).orElse(closed));
  }

  private static Progress anew(Open incident, String says) {
    return (incident.facts().effects().isEmpty()
            ? close(incident, says, Optional.empty())
            : goOn(incident.resumed(says)))
        .withFreshEvidence();
  }

  private static Progress goOn(Open open) {
    return Progress.to(
        open, Statement.of(Stage.DECIDED, open.facts(), open.facts().says(), List.of()));
  }

  /**
   * What held it because the cause lay elsewhere is over: what was seen meanwhile may have come
   * from there, so it ends, or where something was done that is to be taken back, it goes on with
   * what is seen from now on.
   *
   * @param cause the target that the cause lay in
   */
  public static Progress lifted(Open incident, String cause) {
    return anew(
        incident, cause + " is no cause any more: what was seen while it was no longer counts");
  }

  /**
   * A pause was lifted: an incident for which nothing is under way ends, since what was seen before
   * does not count any more (invariant I5). Where something was done that is to be taken back, it
   * goes on with what is seen from now on.
   */
  public static Progress resumed(Optional<Incident> incident, List<String> policies) {
    if (incident.isPresent()
        && incident.get() instanceof Open open
        && policies.contains(open.facts().policy())) {
      return anew(open, RESUMED);
    }
    return new Progress(incident, List.of(), Optional.empty(), true);
  }
}
