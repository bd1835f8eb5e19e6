package io.reflexarc.runtime.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Real time that a thread gives away. */
final class Pause {

  private static final Duration LONGEST = Duration.ofDays(1);

  private Pause() {}

  static void of(Duration duration) throws InterruptedException {
    Duration bounded = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    TimeUnit.NANOSECONDS.sleep(bounded.toNanos());
  }
}
