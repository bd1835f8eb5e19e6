package io.reflexarc.detector.scrape;

import io.reflexarc.detector.attribution.Place;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of a pod to measure, and what its samples are tagged with.
 *
 * @param source who names the endpoint, and what its samples are said to come from
 * @param interval event time between two scrapes; empty for the usual one
 * @param place the workload and version it counts for
 * @param partition the partition of that workload
 */
public record ScrapeTarget(
    String podUid,
    Endpoint endpoint,
    String source,
    Optional<Duration> interval,
    @Nullable String node,
    Place place,
    int partition) {

  /** What tells it from all others, and from run to run is the same. */
  String id() {
    return source.equals(Selection.ANNOTATED) ? podUid : podUid + " " + source;
  }
}
