package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.restraint.Permit;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Hold;
import java.util.Set;
import java.util.stream.Collectors;

/** What is said to the arbiter about the command of a rung. */
final class Permission {

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
        Wellness.needs(state, situation.told(rule).facts()),
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
