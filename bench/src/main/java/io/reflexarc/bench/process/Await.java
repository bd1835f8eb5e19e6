package io.reflexarc.bench.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until something holds, within limits. */
public final class Await {

  private static final long PAUSE_MILLIS = 20;

  private Await() {}

  /**
   * Waits, asking again and again.
   *
   * @param jvm has to live meanwhile
   * @return when it was seen to hold, of {@code System.nanoTime}
   * @throws TookTooLongException when it does not hold in time, or the JVM has ended
   */
  public static long until(String what, Duration atMost, ChildJvm jvm, BooleanSupplier holds) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!holds.getAsBoolean()) {
      if (!jvm.alive()) {
        throw new TookTooLongException(what + ": the process has ended", jvm.lastWords());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TookTooLongException(
            what + " took longer than " + atMost.toSeconds() + " s", jvm.lastWords());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TookTooLongException(what + " was interrupted", "");
      }
    }
    return System.nanoTime();
  }
}
