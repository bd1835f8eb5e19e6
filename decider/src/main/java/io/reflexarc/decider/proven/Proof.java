package io.reflexarc.decider.proven;

import io.reflexarc.decider.indicator.ratio.Counts;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What is known of the health of a template.
 *
 * @param healthySince since when it is known to be healthy without a break; empty while it is not
 * @param provenAt when it was last proven, event time; empty when it never was
 * @param sickAt when a symptom of it last held for long enough; empty when none did
 * @param counts what was counted to what was counted in the window when it was proven, at most
 *     {@link #MOST_COUNTS}
 */
public record Proof(
    OptionalLong healthySince,
    OptionalLong provenAt,
    OptionalLong sickAt,
    Map<String, Counts> counts) {

  /** Where the first format kept the only counts there were. */
  public static final String ANY = "";

  /** Most counts of one template. */
  public static final int MOST_COUNTS = 200;

  /** How often the numbers of a template that stays healthy are written anew, milliseconds. */
  static final long REFRESH_MILLIS = 300_000;

  /** Nothing is known. */
  static final Proof NONE =
      new Proof(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), Map.of());

  public Proof {
    TreeMap<String, Counts> kept = new TreeMap<>(counts);
    while (kept.size() > MOST_COUNTS) {
      kept.pollLastEntry();
    }
    counts = Collections.unmodifiableSortedMap(kept);
  }

  /** Whether it was proven and has not been sick since. */
  public boolean stands() {
    return provenAt.isPresent() && (sickAt.isEmpty() || sickAt.getAsLong() < provenAt.getAsLong());
  }

  /** When, if it stays healthy, it is proven or its numbers are written anew. */
  long dueAt(long provenAfter) {
    long earliest = healthySince.orElse(Long.MAX_VALUE - provenAfter) + provenAfter;
    return stands() ? Math.max(earliest, provenAt.orElse(0) + REFRESH_MILLIS) : earliest;
  }

  Proof healthy(long now) {
    return healthySince.isPresent()
        ? this
        : new Proof(OptionalLong.of(now), provenAt, sickAt, counts);
  }

  Proof interrupted() {
    return healthySince.isEmpty()
        ? this
        : new Proof(OptionalLong.empty(), provenAt, sickAt, counts);
  }

  /** What was counted of it; empty when that was not counted. */
  public Optional<Counts> of(String measure) {
    return Optional.ofNullable(counts.getOrDefault(measure, counts.get(ANY)))
        .filter(found -> found.total() > 0);
  }

  Proof proven(long now, Map<String, Counts> found) {
    return new Proof(healthySince, OptionalLong.of(now), sickAt, found);
  }

  Proof sick(long now) {
    return new Proof(OptionalLong.empty(), provenAt, OptionalLong.of(now), counts);
  }
}
