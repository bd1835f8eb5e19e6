package io.reflexarc.decider.window;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one scrape of one instance says of the watched series; all else of it is dropped at the
 * door.
 *
 * @param instance what was measured, by whom: unique in the target, the same in every scrape
 * @param pod name of the pod; null when the whole workload was measured
 * @param node its node; null when unknown
 * @param version the version it runs, empty when unknown
 * @param at event time of the values
 * @param startedAt when the measured process last started, event time; null when unknown
 * @param values the watched series that were there
 */
public record Scrape(
    String instance,
    @Nullable String pod,
    @Nullable String node,
    String version,
    long at,
    @Nullable Long startedAt,
    Values values) {

  /** A scrape with values by their series, whose node is not known. */
  public Scrape(
      String instance,
      @Nullable String pod,
      String version,
      long at,
      @Nullable Long startedAt,
      Map<SeriesKey, Double> values) {
    this(instance, pod, null, version, at, startedAt, Values.of(values));
  }
}
