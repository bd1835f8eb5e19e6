package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.Facts;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.restraint.Permit;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Hold;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is said to the arbiter about the command of a rung. */
final class Permission {

  private static final String DEPENDENCY = "dependency";

  private final WorkloadState state;
  private final Situation situation;
  private final long now;

  Permission(Situation situation) {
    this.situation = situation;
    this.state = situation.fleet().state();
    this.now = situation.now();
  }

  /** May it be issued? */
  Request ask(Open incident, Rule rule, Action action, Permit.Asked permit) {
    return new Request.Ask(
        state.getTarget(),
        now,
        permit.commandId(),
        permit.askedAt(),
        incident.facts().id(),
        rule.key(),
        action.word(),
        rule.spec().restraint().limits(),
        causes(rule, action),
        unready(situation.told(rule).facts()),
        Wellness.needs(state),
        incident.facts().onsetAt());
  }

  /** What goes around a fault, or contains it, is right wherever the cause lies. */
  private static Set<Hold> causes(Rule rule, Action action) {
    return action.treatsOwnFault()
        ? rule.spec().restraint().holdWhile().stream()
            .filter(Hold.ELSEWHERE::contains)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static SortedSet<String> unready(Facts facts) {
    return facts.states(Symptoms.DEPENDENCY_UNREADY).stream()
        .filter(Fact::began)
        .map(fact -> fact.attributes().getOrDefault(DEPENDENCY, "something"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** It was issued. */
  static Request used(RemediationCommand command, Permit.Granted permit) {
    return new Request.Used(
        command.getTarget(),
        command.getIssuedAt().toEpochMilli(),
        command.getId(),
        permit.askedAt(),
        command.getPolicy());
  }
}
