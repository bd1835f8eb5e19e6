package io.reflexarc.runtime.health;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The pulse of one loop: it beats on each turn, and too long a silence means it is stuck. */
public final class Heartbeat {

  private final LongSupplier nanos;
  private final Duration limit;
  private volatile long lastBeat;
  private volatile boolean ended;

  Heartbeat(LongSupplier nanos, Duration limit) {
    this.nanos = nanos;
    this.limit = limit;
    this.lastBeat = nanos.getAsLong();
  }

  /** The loop turned. Cheap enough for every turn. */
  public void beat() {
    lastBeat = nanos.getAsLong();
  }

  /** The loop ended because it was told to; it is not expected to beat again. */
  public void end() {
    ended = true;
  }

  CheckResult check() {
    Duration silence = Duration.ofNanos(Math.max(0, nanos.getAsLong() - lastBeat));
    if (ended) {
      return CheckResult.good("ended");
    }
    String beat = "last beat " + DurationText.of(silence) + " ago";
    return silence.compareTo(limit) > 0
        ? CheckResult.bad(beat + ", limit " + DurationText.of(limit) + ": the loop is stuck")
        : CheckResult.good(beat);
  }
}
