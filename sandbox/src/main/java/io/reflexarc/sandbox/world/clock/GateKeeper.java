package io.reflexarc.sandbox.world.clock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clock behind its gate, for a bounded real time: whoever does not answer longer than the
 * patience is overrun, until the gate moves again. Used by the world's thread; read by others.
 */
final class GateKeeper {
  private final Duration patience;
  private volatile Gate gate = Gate.OPEN;
  private volatile @Nullable Hold hold;
  private volatile long waitedNanos;
  private volatile long overruns;

  GateKeeper(Duration patience) {
    this.patience = patience;
  }

  void gate(Gate next) {
    gate = next;
  }

  /** How far the clock may go now, asked when it wants to go to {@code wish}. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer, the world's thread
  Instant bound(Instant wish, long nanos) {
    Instant limit = gate.notBeyond();
    if (!limit.isBefore(wish)) {
      hold = null;
      return limit;
    }
    Hold current = hold;
    if (current == null || !current.limit.equals(limit)) {
      hold = new Hold(limit, nanos, nanos, false);
      return limit;
    }
    if (current.overrun) {
      return wish;
    }
    waitedNanos += nanos - current.seenNanos;
    boolean impatient = nanos - current.sinceNanos > patience.toNanos();
    hold = new Hold(limit, current.sinceNanos, nanos, impatient);
    if (impatient) {
      overruns++;
    }
    return impatient ? wish : limit;
  }

  boolean holds() {
    Hold current = hold;
    return current != null && !current.overrun;
  }

  boolean overrun() {
    Hold current = hold;
    return current != null && current.overrun;
  }

  String waitsFor() {
    return hold == null ? "" : gate.waitsFor();
  }

  Duration waitingSince(long nanos) {
    Hold current = hold;
    return current == null ? Duration.ZERO : Duration.ofNanos(nanos - current.sinceNanos);
  }

  Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  long overruns() {
    return overruns;
  }

  private record Hold(Instant limit, long sinceNanos, long seenNanos, boolean overrun) {}
}
