package io.reflexarc.bench.decide;

import io.reflexarc.bench.process.Await;
import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.TookTooLongException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends one thing after the other and times how long each takes to arrive. They are sent by a
 * clock, not when the one before has arrived, so a slow one does not excuse the next.
 *
 * @param warming how many are not counted
 * @param counted how many are
 */
record Probing(int warming, int counted) {

  /** No multiple of a commit interval or of a tick, so that all phases of both are met. */
  private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(247);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  int all() {
    return warming + counted;
  }

  /**
   * Runs it.
   *
   * @param send sends one
   * @param key that it arrives with
   * @param jvm has to live meanwhile
   */
  Lags run(IntConsumer send, IntFunction<String> key, KeyArrivals arrivals, ChildJvm jvm) {
    long[] sent = new long[all()];
    long begun = System.nanoTime();
    for (int i = 0; i < all(); i++) {
      pause(begun + i * APART_NANOS - System.nanoTime());
      sent[i] = System.nanoTime();
      send.accept(i);
    }
    try {
      Await.until("the last arrival", PATIENCE, jvm, () -> arrivals.keys() >= all());
    } catch (TookTooLongException e) {
      if (arrivals.keys() == 0) {
        throw e;
      }
    }
    return lags(sent, key, arrivals);
  }

  private Lags lags(long[] sent, IntFunction<String> key, KeyArrivals arrivals) {
    Histogram micros = Lags.histogram();
    long missing = 0;
    for (int i = warming; i < all(); i++) {
      OptionalLong at = arrivals.of(key.apply(i));
      if (at.isPresent()) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(at.getAsLong() - sent[i]));
      } else {
        missing++;
      }
    }
    return new Lags(micros, missing);
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
