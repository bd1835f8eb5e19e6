package io.reflexarc.sandbox.world.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The last two hours of one version, in spans of ten seconds. Thread-safe. */
final class VersionHistory {
  private static final int SPANS = 720;
  private static final Duration SPAN = Duration.ofSeconds(10);

  private final ArrayDeque<VersionSample> samples = new ArrayDeque<>();
  private Instant begin;
  private long requests;
  private long errors;
  private double latencySum;

  VersionHistory(Instant begin) {
    this.begin = begin;
  }

  synchronized void add(PodApp.Outcome served, double latencySeconds) {
    requests += served.requests();
    errors += served.errors();
    latencySum += latencySeconds;
  }

  /** Whether a span is over at {@code now}. */
  synchronized boolean due(Instant now) {
    return !now.isBefore(begin.plus(SPAN));
  }

  synchronized void close(Instant now, double average, double max, int ready, int processes) {
    double seconds = Math.max(0.001, Duration.between(begin, now).toMillis() / 1000.0);
    samples.addLast(
        new VersionSample(
            now,
            requests / seconds,
            requests == 0 ? 0 : (double) errors / requests,
            requests == 0 ? 0 : latencySum / requests,
            average,
            max,
            ready,
            processes));
    while (samples.size() > SPANS) {
      samples.removeFirst();
    }
    begin = now;
    requests = 0;
    errors = 0;
    latencySum = 0;
  }

  /** The newest span that ended at {@code at} or before. */
  synchronized Optional<VersionSample> at(Instant at) {
    Iterator<VersionSample> newestFirst = samples.descendingIterator();
    while (newestFirst.hasNext()) {
      VersionSample sample = newestFirst.next();
      if (!sample.at().isAfter(at)) {
        return Optional.of(sample);
      }
    }
    return Optional.empty();
  }

  /** All spans that ended after {@code since}, oldest first. */
  synchronized List<VersionSample> since(Instant since) {
    List<VersionSample> found = new ArrayList<>();
    for (VersionSample sample : samples) {
      if (sample.at().isAfter(since)) {
        found.add(sample);
      }
    }
    return found;
  }
}
