package io.reflexarc.decider.ingest;

import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record that could be decoded keeps its contract. Each check answers with the mistake,
 * naming the field and what was expected, or with nothing.
 */
public final class Contract {

  /** Most samples of one record. */
  public static final int MOST_SAMPLES = 2_000;

  /**
   * The largest value of a sample, up or down: sums and squares of all that is kept of a target
   * stay far from where numbers end.
   */
  public static final double LARGEST_VALUE = 1e50;

  /** Most versions of one workload that are looked at. */
  public static final int MOST_VERSIONS = 200;

  /** How far a record may be ahead of its partition's time, milliseconds. */
  public static final long FARTHEST_AHEAD_MILLIS = 3_600_000;

  /** Type of the events that move time. */
  public static final String TICK = "tick";

  /** Kind in the target of a tick. */
  public static final String PARTITION = "Partition";

  private Contract() {}

  /**
   * Checks an event.
   *
   * @param latest the partition's time as far as it is known, or the record's own, the later
   */
  public static Optional<String> check(@Nullable String key, HealthEvent event, long latest) {
    return target(key, event.getTarget())
        .or(() -> time("occurredAt", event.getOccurredAt(), latest))
        .or(() -> event.getId().isBlank() ? Optional.of("id is empty") : Optional.empty())
        .or(() -> event.getType().isBlank() ? Optional.of("type is empty") : Optional.empty());
  }

  /** Checks a tick, which must come in the partition that it speaks of. */
  public static Optional<String> checkTick(HealthEvent tick, int partition) {
    TargetKey target = TargetKey.parse(tick.getTarget());
    boolean right =
        target.kind().equals(PARTITION)
            && target.namespace().isEmpty()
            && target.name().equals(Integer.toString(partition));
    return right
        ? Optional.empty()
        : Optional.of(
            "target '"
                + tick.getTarget()
                + "' of a tick in partition "
                + partition
                + " is not <cluster>//Partition/"
                + partition);
  }

  /**
   * Checks a scrape.
   *
   * @param parsed whether its target was parsed before, so that it need not be again
   */
  public static Optional<String> check(
      @Nullable String key, MetricSamples samples, long latest, boolean parsed) {
    boolean known = parsed && samples.getTarget().equals(key);
    return (known ? Optional.<String>empty() : target(key, samples.getTarget()))
        .or(() -> time("sampledAt", samples.getSampledAt(), latest))
        .or(
            () ->
                samples.getSamples().size() > MOST_SAMPLES
                    ? Optional.of(
                        "samples has "
                            + samples.getSamples().size()
                            + " entries, at most "
                            + MOST_SAMPLES
                            + " are taken: publish fewer, or several records")
                    : Optional.empty())
        .or(() -> values(samples));
  }

  private static Optional<String> values(MetricSamples samples) {
    for (Sample sample : samples.getSamples()) {
      if (!isAddable(sample.getValue())) {
        return Optional.of(
            "value of '"
                + abbreviated(sample.getName())
                + "' is "
                + sample.getValue()
                + ": leave out what has no value, or none that can be added up");
      }
    }
    return Optional.empty();
  }

  /** Whether a value can be added up with others; one that is not a number cannot. */
  static boolean isAddable(double value) {
    return Math.abs(value) <= LARGEST_VALUE;
  }

  /** Checks a workload's state. */
  public static Optional<String> check(@Nullable String key, WorkloadState state, long latest) {
    return target(key, state.getTarget())
        .or(() -> time("observedAt", state.getObservedAt(), latest))
        .or(
            () ->
                state.getVersions().size() > MOST_VERSIONS
                    ? Optional.of(
                        "versions has "
                            + state.getVersions().size()
                            + " entries, at most "
                            + MOST_VERSIONS
                            + " are taken")
                    : Optional.empty());
  }

  /** Checks a report of the actuator. */
  public static Optional<String> check(@Nullable String key, RemediationAudit audit, long latest) {
    return target(key, audit.getTarget()).or(() -> time("at", audit.getAt(), latest));
  }

  static Optional<String> target(@Nullable String key, String target) {
    if (!target.equals(key)) {
      return Optional.of(
          "target '"
              + abbreviated(target)
              + "' is not the record's key '"
              + abbreviated(key)
              + "'");
    }
    try {
      TargetKey.parse(target);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  static Optional<String> time(String field, Instant at, long latest) {
    long millis;
    try {
      millis = at.toEpochMilli();
    } catch (ArithmeticException e) {
      return Optional.of(field + " is out of range");
    }
    if (millis < 0) {
      return Optional.of(field + " " + at + " is before 1970");
    }
    return millis > latest + FARTHEST_AHEAD_MILLIS
        ? Optional.of(
            field
                + " "
                + at
                + " is more than an hour ahead of "
                + Instant.ofEpochMilli(latest)
                + ": check the publisher's clock")
        : Optional.empty();
  }

  private static String abbreviated(@Nullable String text) {
    String shown = String.valueOf(text);
    return shown.length() <= 100 ? shown : shown.substring(0, 100) + "...";
  }
}
