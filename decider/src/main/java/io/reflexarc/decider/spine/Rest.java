package io.reflexarc.decider.spine;

import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.schemas.avro.VersionState;

/**
 * Until when ticks need not be judged: after one that did nothing, while nothing goes on, all that
 * rules look at stays as it is until a pane ends or something comes in, and no clock runs but those
 * of the ledger. Whoever rests must be woken by all that comes in: scrapes, facts, another
 * workload, orders, a gap of ticks, and by a state that changed.
 */
public final class Rest {

  /** The next tick is judged. */
  public static final long NONE = Long.MIN_VALUE;

  private Rest() {}

  /**
   * Event time of the first tick that may do something, if nothing comes in before; {@link #NONE}
   * when that may be the next.
   *
   * @param before the state before a tick
   * @param decided what the tick led to
   * @param due the first horizon at which windows or facts change by themselves
   */
  public static long until(
      TargetState before, Decided decided, Situation situation, long due, Terms terms) {
    long horizon = situation.settled().horizon();
    boolean rests =
        decided.isNothing(before)
            && before.quiet()
            && before.permit().isEmpty()
            && situation.isAllSettled()
            && due > horizon;
    if (!rests) {
      return NONE;
    }
    long pane = SeriesKey.SHORTEST_PANE_MILLIS;
    long paneEnd = (Math.floorDiv(horizon, pane) + 1) * pane;
    return Math.min(
        situation.now() + Math.min(paneEnd, due) - horizon,
        proofDue(before.ledger(), situation, terms.provenAfter()));
  }

  private static long proofDue(Ledger ledger, Situation situation, long provenAfter) {
    long due = Long.MAX_VALUE;
    for (String version : situation.fleet().serving()) {
      for (VersionState carrier : situation.fleet().carriers(version)) {
        due = Math.min(due, ledger.dueAt(Template.of(carrier), provenAfter));
      }
    }
    return due;
  }
}
