package io.reflexarc.decider.restraint;

import io.reflexarc.decider.arbiter.Ruling;
import java.util.Optional;

/**
 * What stands between a target and the arbiter of its cluster: that it asked for a permit, or what
 * the answer was. A permit that is granted is used or returned in the same step, so it is never
 * remembered; an answer that nobody waits for is returned likewise. Nothing is lost with it.
 */
public sealed interface Permit {

  /** How long an answer is waited for before the same is asked again, event time, milliseconds. */
  long PATIENCE_MILLIS = 60_000;

  /** After how long is asked again where nobody knows when it may be granted, milliseconds. */
  long RETRY_MILLIS = 10_000;

  /** An answer that is older than this is of another time, milliseconds. */
  long OLDEST_ANSWER_MILLIS = 3_600_000;

  /** The command. */
  String commandId();

  /** The target that the cause was last known to lie in; empty when it was not elsewhere. */
  Optional<String> cause();

  /**
   * It was asked for.
   *
   * @param askedAt when first since the last answer, event time
   * @param lastAskedAt when last
   */
  record Asked(String commandId, long askedAt, long lastAskedAt, Optional<String> cause)
      implements Permit {

    /** Whether this is the answer that is waited for. */
    public boolean isAnsweredBy(Ruling ruling, long now) {
      return ruling.commandId().equals(commandId)
          && ruling.askedAt() == askedAt
          && now - ruling.at() <= OLDEST_ANSWER_MILLIS;
    }

    /**
     * With the answer, however long it was on its way: one that came late stands as long as others.
     *
     * @param now when it is heard, event time
     */
    public Permit answered(Ruling ruling, long now) {
      return ruling
          .denial()
          .<Permit>map(denial -> new Denied(commandId, Math.max(now, ruling.at()), denial))
          .orElseGet(() -> new Granted(commandId, askedAt));
    }

    /** Whether it is asked for once more, since no answer came. */
    public boolean isAskedAgain() {
      return lastAskedAt > askedAt;
    }

    Asked again(long now) {
      return new Asked(commandId, askedAt, now, cause);
    }
  }

  /**
   * It was denied.
   *
   * @param at when that was heard, event time
   * @param denial why
   */
  record Denied(String commandId, long at, Ruling.Denial denial) implements Permit {

    @Override
    public Optional<String> cause() {
      return denial.cause();
    }

    boolean standsAt(long now) {
      return now < denial.retryAt().orElse(at + RETRY_MILLIS);
    }
  }

  /**
   * It is granted, in this step and no longer.
   *
   * @param askedAt for which asking
   */
  record Granted(String commandId, long askedAt) implements Permit {

    @Override
    public Optional<String> cause() {
      return Optional.empty();
    }
  }

  /** What is to be done about a command that every gate of its own target lets pass. */
  sealed interface Leave {

    /** It is issued. */
    record Issue(Granted permit) implements Leave {}

    /** The answer is waited for. */
    record Await() implements Leave {}

    /** The arbiter is asked. */
    record Ask(Asked permit) implements Leave {}

    /** It is held. */
    record Held(Ruling.Denial denial) implements Leave {}
  }

  /**
   * The leave for a command.
   *
   * @param permit what stands between
   * @param now event time
   */
  static Leave leave(Optional<Permit> permit, String commandId, long now) {
    Permit mine = permit.filter(each -> each.commandId().equals(commandId)).orElse(null);
    if (mine instanceof Granted granted) {
      return new Leave.Issue(granted);
    }
    if (mine instanceof Asked asked) {
      return now - asked.lastAskedAt() < PATIENCE_MILLIS
          ? new Leave.Await()
          : new Leave.Ask(asked.again(now));
    }
    if (mine instanceof Denied denied && denied.standsAt(now)) {
      return new Leave.Held(denied.denial());
    }
    return new Leave.Ask(new Asked(commandId, now, now, permit.flatMap(Permit::cause)));
  }
}
