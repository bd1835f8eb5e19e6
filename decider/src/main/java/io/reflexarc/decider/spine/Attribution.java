package io.reflexarc.decider.spine;

import io.reflexarc.decider.command.Plan;
import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.decider.incident.Release;
import io.reflexarc.decider.incident.ReleaseMoves;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.judge.Condition;
import io.reflexarc.decider.judge.Condition.Firing;
import io.reflexarc.decider.judge.Condition.Pending;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.restraint.Pause;
import io.reflexarc.decider.restraint.Suspicion;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.Rung;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Cause first within one workload: whether a release explains an incident whose policy treats
 * symptoms. A release is judged by the policies that would take it back (those with a rollback on
 * their ladder), if they may go as far as that one. It is the cause when such a policy fires and
 * its rollback can be planned: the release was there before the symptom, its version is sick, and
 * one that is known to be good is not. It is suspected while such a policy has not concluded, for
 * as long as that takes at most.
 */
final class Attribution {

  /** What was rolled out longer before a symptom than this is not suspected, milliseconds. */
  static final long RECENT_MILLIS = 3_600_000;

  private final TargetKey target;
  private final TargetState state;
  private final Situation situation;
  private final Symptoms symptoms;
  private final Plans plans;
  private final long now;

  Attribution(TargetKey target, TargetState state, Situation situation, Symptoms symptoms) {
    this.target = target;
    this.state = state;
    this.situation = situation;
    this.symptoms = symptoms;
    this.plans = new Plans(state, situation, symptoms);
    this.now = situation.now();
  }

  /** The hop: an incident that a release is the cause of gives way to its policy. */
  Progress releaseFirst(Progress before) {
    Optional<Incident> incident =
        before.incident().filter(each -> ReleaseMoves.canGiveWay(each, now));
    Optional<Rule> driver = incident.map(Incident::facts).flatMap(this::driver);
    if (driver.isEmpty()) {
      return before;
    }
    return cause(incident.get().facts(), driver.get())
        .map(it -> ReleaseMoves.giveWay(incident.get(), symptoms, driver.get(), it, now))
        .map(next -> next.after(before))
        .orElse(before);
  }

  /** The policy that drives an incident, if a release may go before it. */
  private Optional<Rule> driver(Case facts) {
    return symptoms
        .rule(facts.policy())
        .filter(rule -> rollback(rule).isEmpty())
        .filter(rule -> rule.spec().restraint().holdWhile().contains(Hold.RELEASE_UNHEALTHY));
  }

  private static Optional<Rung> rollback(Rule rule) {
    return rule.spec().ladder().stream().filter(it -> it.action() == Action.ROLLBACK).findFirst();
  }

  private boolean goesBefore(Rule rule, Rule driver) {
    return rollback(rule).isPresent()
        && rule.spec().mode().compareTo(driver.spec().mode()) >= 0
        && Pause.over(
                target,
                rule.key(),
                situation.controls(),
                situation.fleet().state().getAnnotations(),
                now)
            .isEmpty();
  }

  private Optional<Release> cause(Case facts, Rule driver) {
    return symptoms.firing().stream()
        .map(Symptoms.Fired::judged)
        .filter(each -> goesBefore(each.rule(), driver))
        .filter(each -> each.reading().unhealthy())
        .filter(each -> plan(each, facts) instanceof Plan.Feasible)
        .flatMap(each -> release(each, facts).stream())
        .findFirst();
  }

  private Plan plan(Judged judged, Case facts) {
    Rung rung = rollback(judged.rule()).orElseThrow();
    return plans.of(judged.rule(), rung, judged.reading(), facts.onsetAt());
  }

  /** The release that a reading is of, if the incident may be about it. */
  private Optional<Release> release(Judged judged, Case facts) {
    String version = judged.reading().version();
    boolean concerned = facts.version().isEmpty() || facts.version().equals(version);
    return situation.fleet().carriers(version).stream()
        .filter(carrier -> concerned && carrier.getCurrent())
        .findFirst()
        .map(carrier -> new Release(carrier, judged.rule().key(), judged.reading()));
  }

  /**
   * What an action against symptoms waits for; empty when no release is suspected, or a human has
   * approved it.
   */
  Optional<Suspicion> suspicion(Open open) {
    return Optional.of(open)
        .filter(it -> ReleaseMoves.canGiveWay(it, now))
        .flatMap(it -> driver(it.facts()))
        .stream()
        .flatMap(this::judged)
        .flatMap(each -> suspicion(each, open.facts()).stream())
        .findFirst();
  }

  private Stream<Judged> judged(Rule driver) {
    return symptoms.judged().stream().filter(each -> goesBefore(each.rule(), driver));
  }

  private Optional<Suspicion> suspicion(Judged judged, Case facts) {
    OptionalLong until = until(judged, facts);
    if (until.isEmpty() || now >= until.getAsLong()) {
      return Optional.empty();
    }
    return release(judged, facts)
        .filter(it -> isRecent(it.version(), facts.onsetAt()))
        .filter(it -> state.memory().flapsUntil(judged.key(), now).isEmpty())
        .filter(it -> !(plan(judged, facts) instanceof Plan.Impossible))
        .map(it -> new Suspicion(it.cause(), until.getAsLong(), says(it, judged, facts)));
  }

  private static boolean isRecent(VersionState version, long onset) {
    long lead = onset - version.getSince().toEpochMilli();
    return lead >= 0 && lead <= RECENT_MILLIS;
  }

  /**
   * Until when a policy is waited for: while it counts, until it fires, if it began in the window
   * after the rung was due; while it knows nothing, for as long as it would count.
   */
  private OptionalLong until(Judged judged, Case facts) {
    Rule rule = judged.rule();
    Condition condition = symptoms.conditions().get(judged.key());
    long given = Math.max(facts.openedAt(), state.notBefore()) + rule.forMillis();
    if (condition instanceof Pending pending && pending.unknownSince().isEmpty()) {
      return OptionalLong.of(
          Math.min(pending.firesAt(rule.forMillis()), given + rule.windowMillis()));
    }
    boolean open =
        condition instanceof Firing
            ? judged.reading().health() != Health.HEALTHY
            : judged.reading().health() == Health.UNKNOWN;
    return open ? OptionalLong.of(given) : OptionalLong.empty();
  }

  private String says(Release release, Judged judged, Case facts) {
    Reading reading = judged.reading();
    String policy = judged.rule().key();
    boolean counts =
        symptoms.conditions().get(judged.key()) instanceof Pending pending
            && pending.unknownSince().isEmpty();
    return release.before(facts.onsetAt())
        + ", may be the cause: "
        + policy
        + (counts
            ? " must see it for " + Numbers.duration(judged.rule().forMillis())
            : " cannot tell yet")
        + " ("
        + reading.says()
        + ")";
  }
}
