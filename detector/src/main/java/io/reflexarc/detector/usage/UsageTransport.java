package io.reflexarc.detector.usage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Gets the list of {@code PodMetrics} as the API server writes it. */
@FunctionalInterface
public interface UsageTransport {

  /**
   * Asks. Never blocks.
   *
   * @param timeout real time for the whole answer
   * @param maxBytes longest answer
   * @return fails with {@link UsageFailedException}, a timeout or an I/O error
   */
  CompletableFuture<byte[]> list(Duration timeout, int maxBytes);
}
