package io.reflexarc.bench.act;

import io.reflexarc.sandbox.api.audit.WriteRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What came of several bursts, by the API server's record of writes. */
final class Bursts {

  private static final double MICROS_IN_A_MILLI = 1_000.0;
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
  private final List<Double> rates = new ArrayList<>();
  private long effects;

  /**
   * One more burst.
   *
   * @param decided when each was decided, by name
   * @param written the writes that followed
   * @throws IllegalStateException when they are not one for each
   */
  void add(Map<String, Instant> decided, List<WriteRecord> written) {
    Set<String> names = new HashSet<>();
    Instant first = decided.values().stream().min(Instant::compareTo).orElseThrow();
    Instant last = first;
    for (WriteRecord write : written) {
      Instant begun = decided.get(write.name());
      if (begun == null || !names.add(write.name())) {
        throw new IllegalStateException("a write that was not to be: " + write);
      }
      micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos(begun, write.time()))));
      last = write.time().isAfter(last) ? write.time() : last;
    }
    if (names.size() != decided.size()) {
      throw new IllegalStateException(
          "%d writes for %d commands".formatted(names.size(), decided.size()));
    }
    effects += names.size();
    rates.add(names.size() * 1e9 / nanos(first, last));
  }

  long effects() {
    return effects;
  }

  /** Effects a second from the first decision of a burst to its last write: the median burst. */
  double rate() {
    return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElse(0.0);
  }

  /** The same of the slowest burst. */
  double slowest() {
    return rates.stream().min(Double::compare).orElse(0.0);
  }

  /** From a decision to its write, milliseconds. */
  double percentile(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_IN_A_MILLI;
  }

  double longest() {
    return micros.getMaxValue() / MICROS_IN_A_MILLI;
  }

  private static long nanos(Instant from, Instant to) {
    return Duration.between(from, to).toNanos();
  }
}
