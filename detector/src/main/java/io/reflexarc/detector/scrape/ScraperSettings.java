package io.reflexarc.detector.scrape;

import io.reflexarc.detector.exposition.ExpositionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How pods are measured.
 *
 * @param interval event time between two scrapes of a pod
 * @param timeout real time for one answer
 * @param concurrency most pods asked at a time
 * @param limits how much is read of one
 * @param selectors a file of further endpoints, chosen by labels
 */
public record ScraperSettings(
    Duration interval,
    Duration timeout,
    int concurrency,
    ExpositionLimits limits,
    Optional<Path> selectors) {

  /**
   * @throws IllegalArgumentException when one is not positive
   */
  public ScraperSettings {
    if (interval.toMillis() < 1 || timeout.toMillis() < 1 || concurrency < 1) {
      throw new IllegalArgumentException("interval, timeout and concurrency are positive");
    }
  }
}
