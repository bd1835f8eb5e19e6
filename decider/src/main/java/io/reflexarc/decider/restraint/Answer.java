package io.reflexarc.decider.restraint;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Proposal;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What humans answered to a proposal. Only the order of the scope {@code command:id} that stands is
 * an answer, if it was given since the proposal was made, and has not lapsed.
 */
public sealed interface Answer {

  /** Before the id of a command: the scope of orders about it. */
  String OF_COMMAND = "command:";

  /** None that changes anything. */
  record Nothing() implements Answer {}

  /**
   * It may be done.
   *
   * @param by who says so
   * @param reason why
   * @param until until when it stands, event time
   */
  record Approved(String by, String reason, long until) implements Answer {}

  /**
   * It must not be done.
   *
   * @param by who says so
   * @param reason why
   */
  record Rejected(String by, String reason) implements Answer {}

  /** Its time is over. */
  record Lapsed() implements Answer {}

  /**
   * The answer to a proposal.
   *
   * @param controls scope to the last control for it
   * @param now event time
   */
  static Answer to(Proposal proposal, Map<String, Control> controls, long now) {
    Optional<Control> order =
        heard(controls.get(OF_COMMAND + proposal.commandId()), proposal.heardFrom(), now);
    if (order.filter(it -> it.getVerb() == Verb.REJECT).isPresent()) {
      return new Rejected(order.get().getBy(), order.get().getReason());
    }
    if (now >= proposal.over()) {
      return new Lapsed();
    }
    return order
        .filter(it -> it.getVerb() == Verb.APPROVE && !proposal.approved())
        .<Answer>map(it -> new Approved(it.getBy(), it.getReason(), until(it)))
        .orElseGet(Nothing::new);
  }

  /**
   * From when on an order about a command counts for what is proposed now. An order that is known
   * already was given for what was proposed before.
   */
  static long heardFrom(
      String commandId, Optional<Proposal> before, Map<String, Control> controls, long now) {
    Control known = controls.get(OF_COMMAND + commandId);
    return before.isEmpty() || known == null
        ? now
        : Math.max(now, known.getAt().toEpochMilli() + 1);
  }

  /** The word of a human who has what was escalated: about the target, or its last command. */
  static Optional<Control> acknowledging(
      TargetKey target, Escalated incident, Map<String, Control> controls, long now) {
    long from = incident.acknowledgedAt().orElse(incident.escalatedAt() - 1) + 1;
    Stream<String> scopes =
        Stream.concat(
            Stream.of(target.toString()),
            incident.facts().commandId().stream().map(id -> OF_COMMAND + id));
    return scopes
        .flatMap(scope -> heard(controls.get(scope), from, now).stream())
        .filter(it -> it.getVerb() == Verb.ACKNOWLEDGE)
        .findFirst();
  }

  /**
   * Which of two orders for one scope stands: the later one, but no approval takes the place of a
   * rejection that stands. So it does not depend on when they are looked at which one counts.
   */
  static Control standing(@Nullable Control before, Control next) {
    if (before == null) {
      return next;
    }
    boolean rejected =
        next.getScope().startsWith(OF_COMMAND)
            && before.getVerb() == Verb.REJECT
            && next.getVerb() == Verb.APPROVE
            && until(before) > next.getAt().toEpochMilli();
    return rejected ? before : next;
  }

  private static Optional<Control> heard(@Nullable Control order, long from, long now) {
    return Optional.ofNullable(order)
        .filter(it -> it.getAt().toEpochMilli() >= from && it.getAt().toEpochMilli() <= now)
        .filter(it -> until(it) > now);
  }

  private static long until(Control order) {
    Instant until = order.getUntil();
    return until == null ? Long.MAX_VALUE : until.toEpochMilli();
  }
}
