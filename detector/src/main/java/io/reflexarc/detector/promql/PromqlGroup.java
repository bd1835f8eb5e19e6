package io.reflexarc.detector.promql;

import io.reflexarc.detector.attribution.TargetLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries whose answers belong together, as those of one scrape do: they are asked for the same
 * moment, and published together or not at all.
 *
 * @param interval event time between two runs
 * @param lookback how old a sample may be, where the server is to be told; null for its own
 * @param labels how the labels of a series name its target
 */
public record PromqlGroup(
    String name,
    Duration interval,
    @Nullable Duration lookback,
    TargetLabels labels,
    List<PromqlQuery> queries) {

  public PromqlGroup {
    queries = List.copyOf(queries);
  }

  /** The last moment at which a run is due, the same for every replica. */
  Instant dueAt(Instant now) {
    long millis = interval.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
  }
}
