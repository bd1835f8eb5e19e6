package io.reflexarc.runtime.lifecycle;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The way from a signal to an orderly end: the signal wakes the main thread, and the process stays
 * until that has finished, for a bounded time.
 */
final class Shutdown {

  private static final long LONGEST_SECONDS = 20;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  Shutdown() {}

  /** One that a signal to this process triggers. */
  static Shutdown onSignal() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::askAndWait, "reflexarc-shutdown"));
    return shutdown;
  }

  /** Asks to stop. */
  void ask() {
    asked.countDown();
  }

  /** Waits until asked to stop. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Says that everything has been stopped. */
  void ended() {
    ended.countDown();
  }

  private void askAndWait() {
    ask();
    try {
      if (!ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("did not stop within " + LONGEST_SECONDS + " s, ends now");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
