package io.reflexarc.decider.arbiter;

import java.util.Optional;

/**
 * Holds everything while too much is sick at once, or while actions do not heal.
 *
 * <pre>
 *   Closed ── crowd, or failures ──▶ Open ── its span is over ──▶ HalfOpen ── probe healed ──▶ Closed
 *     ▲                               │ ▲                            │ │
 *     └──── the crowd has gone ───────┘ └── probe failed: twice as long ┘ └─ the crowd has gone ─▶ Closed
 * </pre>
 *
 * When a probe has healed, as many may stay unwell as there were: only a further crowd opens it
 * anew.
 */
public sealed interface Breaker {

  /** Why it opened. */
  enum Why {
    /** Too many targets are unwell. */
    CROWD,
    /** The last actions failed. */
    FAILURES
  }

  /** What a gauge shows: 0 closed, 1 half open, 2 open. */
  int level();

  /** The command that is tried; empty while none is. */
  default Optional<String> probe() {
    return Optional.empty();
  }

  /** How it stands after time went by and the group became as it is. */
  Breaker next(Vitals vitals, BreakerTerms terms, long now);

  /**
   * How it stands when what came of a command is known.
   *
   * @param unwell how many are unwell now
   */
  default Breaker ended(
      String commandId, Request.Result result, int unwell, BreakerTerms terms, long now) {
    return this;
  }

  /** How it stands when a permit that it let pass was returned. */
  default Breaker returned(String commandId) {
    return this;
  }

  /**
   * Everything passes.
   *
   * @param tolerated how many were unwell when a probe had healed; 0 when there was none, or the
   *     crowd has gone since
   */
  record Closed(int tolerated) implements Breaker {

    static final Closed NEW = new Closed(0);

    @Override
    public int level() {
      return 0;
    }

    @Override
    public Breaker next(Vitals vitals, BreakerTerms terms, long now) {
      int crowd = tolerated == 0 ? 0 : tolerated + terms.targets();
      if (vitals.crowded(terms) && vitals.unwell() >= crowd) {
        return new Open(now + terms.openMillis(), terms.openMillis(), Why.CROWD);
      }
      if (vitals.failures(terms, now) >= terms.failures()) {
        return new Open(now + terms.openMillis(), terms.openMillis(), Why.FAILURES);
      }
      return tolerated > 0 && vitals.relaxed(terms) ? NEW : this;
    }
  }

  /**
   * Nothing passes.
   *
   * @param until when it lets a probe pass, event time
   * @param spanMillis how long that is after it opened
   * @param why why it opened
   */
  record Open(long until, long spanMillis, Why why) implements Breaker {

    @Override
    public int level() {
      return 2;
    }

    @Override
    public Breaker next(Vitals vitals, BreakerTerms terms, long now) {
      if (why == Why.CROWD && vitals.relaxed(terms)) {
        return Closed.NEW;
      }
      return now >= until ? new HalfOpen(spanMillis, why, Optional.empty()) : this;
    }
  }

  /**
   * One command passes, and shows whether it is over.
   *
   * @param spanMillis how long it was open
   * @param why why it opened
   * @param probe that command; empty while none was asked for
   */
  record HalfOpen(long spanMillis, Why why, Optional<String> probe) implements Breaker {

    @Override
    public int level() {
      return 1;
    }

    @Override
    public Breaker next(Vitals vitals, BreakerTerms terms, long now) {
      return why == Why.CROWD && vitals.relaxed(terms) ? Closed.NEW : this;
    }

    /** With the command that is tried. */
    HalfOpen probing(String commandId) {
      return new HalfOpen(spanMillis, why, Optional.of(commandId));
    }

    @Override
    public Breaker returned(String commandId) {
      return isProbe(commandId) ? new HalfOpen(spanMillis, why, Optional.empty()) : this;
    }

    @Override
    public Breaker ended(
        String commandId, Request.Result result, int unwell, BreakerTerms terms, long now) {
      if (!isProbe(commandId)) {
        return this;
      }
      return switch (result) {
        case HEALED -> new Closed(unwell);
        case FAILED -> opened(terms, now);
        case NEITHER -> returned(commandId);
      };
    }

    private Breaker opened(BreakerTerms terms, long now) {
      long twice = Math.min(2 * spanMillis, terms.longestMillis());
      return new Open(now + twice, twice, why);
    }

    private boolean isProbe(String commandId) {
      return probe.filter(commandId::equals).isPresent();
    }
  }
}
