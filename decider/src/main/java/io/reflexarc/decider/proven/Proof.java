package io.reflexarc.decider.proven;

import java.util.OptionalLong;

/**
 * What is known of the health of a template.
 *
 * @param healthySince since when it is known to be healthy without a break; empty while it is not
 * @param provenAt when it was last proven, event time; empty when it never was
 * @param sickAt when a symptom of it last held for long enough; empty when none did
 * @param bad events that went wrong in the window when it was proven
 * @param total all events of that window
 */
public record Proof(
    OptionalLong healthySince,
    OptionalLong provenAt,
    OptionalLong sickAt,
    double bad,
    double total) {

  /** How often the numbers of a template that stays healthy are written anew, milliseconds. */
  static final long REFRESH_MILLIS = 300_000;

  /** Nothing is known. */
  static final Proof NONE =
      new Proof(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), 0, 0);

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
        : new Proof(OptionalLong.of(now), provenAt, sickAt, bad, total);
  }

  Proof interrupted() {
    return healthySince.isEmpty()
        ? this
        : new Proof(OptionalLong.empty(), provenAt, sickAt, bad, total);
  }

  Proof proven(long now, double badEvents, double totalEvents) {
    return new Proof(healthySince, OptionalLong.of(now), sickAt, badEvents, totalEvents);
  }

  Proof sick(long now) {
    return new Proof(OptionalLong.empty(), provenAt, OptionalLong.of(now), bad, total);
  }
}
