package io.reflexarc.detector.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for one object of a resource before an informer is let loose on it: an informer that meets a
 * resource which is not served tries again each second, and complains each time. Asked less and
 * less often.
 */
final class Probes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
  private static final int THREADS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;
  private static final int MOST_BYTES = 8 << 20;
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

  private final ApiReader api;
  private final ScheduledThreadPoolExecutor threads;

  Probes(ApiReader api) {
    this.api = api;
    this.threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "detector-watch-probes");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The code that the server answers a list of a path with; 0 when it does not answer. */
  int ask(String path) throws InterruptedException {
    try {
      return api.get(path, METADATA_ONLY, MOST_BYTES).code();
    } catch (IOException e) {
      LOG.debug("no answer from {}: {}", path, e.toString());
      return 0;
    }
  }

  /** How long to wait after so many answers that it is not there. */
  static Duration pauseAfter(int refusals) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(refusals - 1, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Does something after a while, in real time, on a thread that may wait for the server. */
  void after(Duration pause, Attempt attempt) {
    try {
      var unused =
          threads.schedule(
              () -> {
                attempt.run();
                return null;
              },
              pause.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("not asked any more: the detector closes");
    }
  }

  /** What may wait for the server. */
  @FunctionalInterface
  interface Attempt {
    void run() throws InterruptedException;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
