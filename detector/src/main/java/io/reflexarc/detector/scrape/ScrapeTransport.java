package io.reflexarc.detector.scrape;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Gets the text that a pod exposes: from its own address, or through the API server. */
public interface ScrapeTransport extends AutoCloseable {

  /** What is asked for, the richer format first. */
  String ACCEPT =
      "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  /**
   * Asks a pod. Never blocks.
   *
   * @param timeout real time for the whole answer
   * @param maxBytes longest answer; what is longer fails
   * @return fails with {@link ScrapeFailedException}, a timeout or an I/O error
   */
  CompletableFuture<Fetched> fetch(Endpoint endpoint, Duration timeout, int maxBytes);

  @Override
  void close();
}
