package io.reflexarc.detector.scrape;

import io.reflexarc.detector.attribution.Place;
import org.jspecify.annotations.Nullable;

/**
 * A pod to measure, and what its samples are tagged with.
 *
 * @param place the workload and version it counts for
 * @param partition the partition of that workload
 */
public record ScrapeTarget(
    String podUid, Endpoint endpoint, @Nullable String node, Place place, int partition) {}
