package io.reflexarc.actuator.errand;

import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.Fault;
import io.reflexarc.actuator.cluster.KubeObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong on an errand so far: how long to wait before the next turn, and what is to be
 * said when its time runs out. Used by one thread at a time.
 */
final class Troubles {

  /** Somebody else writes all the time: so often it is tried again at once. */
  private static final int CONFLICTS_AT_ONCE = 5;

  /** So often an object is looked at after the expiry, when it may have been written to. */
  private static final int LAST_LOOKS = 4;

  private final String commandId;
  private final Backoff backoff;
  private int inARow;
  private int conflicts;
  private int lastLooks;
  private @Nullable String last;
  private @Nullable String doubtful;
  private boolean unanswered;

  Troubles(String commandId, Backoff backoff) {
    this.commandId = commandId;
    this.backoff = backoff;
  }

  /** Something failed that may pass. */
  Duration failed(String message, Duration retryAfter) {
    last = message;
    return backoff.after(++inARow, commandId, retryAfter);
  }

  Duration failed(Fault fault) {
    return failed(fault.message(), fault.retryAfter());
  }

  /** Somebody else was faster; nothing is wrong. */
  Duration conflict(String message) {
    return ++conflicts <= CONFLICTS_AT_ONCE ? Duration.ZERO : failed(message, Duration.ZERO);
  }

  /** A write of this guard was sent and not answered. */
  Duration noAnswer(KubeObject sent, Fault fault) {
    doubtful = guard(sent);
    return failed(fault);
  }

  /** A message was sent and not answered. */
  Duration unanswered(Fault fault) {
    unanswered = true;
    return failed(fault);
  }

  /** Whether any message was sent and not answered. */
  boolean unanswered() {
    return unanswered;
  }

  /** The cluster answers again. */
  void passed() {
    inARow = 0;
    lastLooks = 0;
  }

  /** Whether a write that was sent may still land: its guard still fits the object. */
  boolean mayLand(KubeObject now) {
    return guard(now).equals(doubtful);
  }

  /** Whether any write was sent and not answered. */
  boolean doubtful() {
    return doubtful != null;
  }

  /** Whether to look once more although time is over. */
  boolean lookOnceMore() {
    return ++lastLooks < LAST_LOOKS;
  }

  /** What it comes to when time is over. */
  Outcome atExpiry() {
    return last == null
        ? new Outcome.Expired("its time was over before it could be done")
        : new Outcome.TransientFailure("not done before its expiry, at last: " + last);
  }

  private static String guard(KubeObject object) {
    return object.uid() + "@" + object.resourceVersion();
  }
}
