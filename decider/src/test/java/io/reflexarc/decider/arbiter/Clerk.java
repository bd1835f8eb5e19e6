package io.reflexarc.decider.arbiter;

import static io.reflexarc.decider.arbiter.Court.HOUR;
import static io.reflexarc.decider.arbiter.Court.MINUTE;
import static io.reflexarc.decider.arbiter.Court.limit;

import io.reflexarc.decider.arbiter.Request.Ask;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.RateLimit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The task of one target, as far as the arbiter sees it: it asks, uses or returns what it is
 * answered, and says what came of its command. What it says, and what it is answered, is on its way
 * until somebody delivers it; its clock runs before or after those of others.
 */
final class Clerk {

  /** The same for all, so that each is a promise about all that is issued in its scope. */
  static final List<RateLimit> LIMITS =
      List.of(
          limit(2, 20 * MINUTE, LimitScope.TARGET),
          limit(4, 30 * MINUTE, LimitScope.POLICY),
          limit(5, 40 * MINUTE, LimitScope.NAMESPACE),
          limit(6, HOUR, LimitScope.CLUSTER));

  final String target;
  final String policy;
  final int partition;
  private final long skew;
  private final ArrayDeque<Request> said = new ArrayDeque<>();
  private final ArrayDeque<Ruling> answers = new ArrayDeque<>();
  private Optional<Ask> asked = Optional.empty();
  private Optional<String> inFlight = Optional.empty();
  private int rung;

  /** A command that was issued. */
  record Issue(String target, String policy, long at) {}

  Clerk(String target, String policy, int partition, long skew) {
    this.target = target;
    this.policy = policy;
    this.partition = partition;
    this.skew = skew;
  }

  /** Asks, or asks again what is not answered yet. */
  void ask(long time) {
    if (inFlight.isPresent()) {
      return;
    }
    Ask next = ask(time + skew, asked.map(Ask::askedAt).orElse(time + skew));
    asked = Optional.of(next);
    said.add(next);
  }

  private Ask ask(long at, long askedAt) {
    return new Ask(
        target,
        at,
        target + "/" + rung,
        askedAt,
        "incident",
        policy,
        "rollback",
        LIMITS,
        Hold.ELSEWHERE,
        Needs.NOTHING,
        at);
  }

  /** A gate of its own has shut: it waits for no answer any more. */
  void giveUp() {
    asked = Optional.empty();
  }

  /** Takes the next answer; what it issues on it. */
  Optional<Issue> hear(long time) {
    if (answers.isEmpty()) {
      return Optional.empty();
    }
    Ruling ruling = answers.remove();
    Optional<Ask> awaited =
        asked.filter(
            it -> it.commandId().equals(ruling.commandId()) && it.askedAt() == ruling.askedAt());
    if (awaited.isPresent()) {
      asked = Optional.empty();
      return ruling.granted() ? Optional.of(issue(ruling, time + skew)) : Optional.empty();
    }
    if (ruling.granted()) {
      said.add(new Request.Returned(target, time + skew, ruling.commandId(), ruling.askedAt()));
    }
    return Optional.empty();
  }

  private Issue issue(Ruling ruling, long now) {
    long at = Math.max(ruling.at(), now);
    inFlight = Optional.of(ruling.commandId());
    said.add(new Request.Used(target, at, ruling.commandId(), ruling.askedAt(), policy));
    return new Issue(target, policy, at);
  }

  /** What came of its command is known. */
  void end(Outcome outcome, long time) {
    inFlight.ifPresent(id -> said.add(new Request.Ended(target, time + skew, id, outcome)));
    rung += inFlight.isPresent() ? 1 : 0;
    inFlight = Optional.empty();
  }

  void unwell(long time) {
    said.add(new Request.Unwell(target, time + skew, Needs.NOTHING, time + skew, "it is ill"));
  }

  void well(long time) {
    said.add(new Request.Well(target, time + skew));
  }

  /** Its state is lost: what it knew of permits and commands is gone. */
  void forget(long time) {
    asked = Optional.empty();
    inFlight = Optional.empty();
    rung++;
    said.add(census(time, true));
  }

  /** Whether a command is one of its. */
  boolean isOf(String commandId) {
    return commandId.startsWith(target + "/");
  }

  Request.Census census(long time, boolean fresh) {
    return new Request.Census(
        "prod//Partition/" + partition, time + skew, 1, new TreeMap<>(), fresh);
  }

  /** What it said first of what the arbiter has not heard. */
  Optional<Request> post() {
    return Optional.ofNullable(said.poll());
  }

  void answered(Ruling ruling) {
    answers.add(ruling);
  }
}
