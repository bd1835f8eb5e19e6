package io.reflexarc.schemas.policy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time that comes again and during which nothing is done, such as every weekend. */
public final class Blackout {

  /** Longest span. */
  public static final Duration MAX_DURATION = Duration.ofDays(31);

  private static final CronParser WITH_SECONDS = parser(CronType.SPRING53);
  private static final CronParser FIVE_FIELDS = parser(CronType.UNIX);

  private final String cron;
  private final Duration duration;
  private final ZoneId timezone;
  private final ExecutionTime starts;

  /**
   * @param cron when it starts: five fields as in crontab, or six with seconds first
   * @param duration how long it lasts, positive, at most {@link #MAX_DURATION}
   * @param timezone where the cron expression's clock hangs
   * @throws IllegalArgumentException when the expression cannot be read or the duration is out of
   *     range
   */
  public Blackout(String cron, Duration duration, ZoneId timezone) {
    Check.that(
        duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(MAX_DURATION) <= 0,
        "duration is not within 0s and 31d");
    this.cron = cron;
    this.duration = duration;
    this.timezone = timezone;
    CronParser parser = cron.strip().split("\\s+").length == 5 ? FIVE_FIELDS : WITH_SECONDS;
    this.starts = ExecutionTime.forCron(parser.parse(cron));
  }

  /** When the span that reigns at this time ends; empty when none does. */
  public Optional<Instant> until(Instant at) {
    return starts
        .lastExecution(at.plusSeconds(1).atZone(timezone))
        .map(ZonedDateTime::toInstant)
        .filter(start -> !start.isAfter(at))
        .map(start -> start.plus(duration))
        .filter(end -> end.isAfter(at));
  }

  /** Whether it begins at any time after this one; 30 February never comes. */
  boolean everBegins(Instant after) {
    return starts.nextExecution(after.atZone(timezone)).isPresent();
  }

  /** When it starts, as written. */
  public String cron() {
    return cron;
  }

  /** How long it lasts. */
  public Duration duration() {
    return duration;
  }

  /** Where its clock hangs. */
  public ZoneId timezone() {
    return timezone;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Blackout that
        && cron.equals(that.cron)
        && duration.equals(that.duration)
        && timezone.equals(that.timezone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cron, duration, timezone);
  }

  @Override
  public String toString() {
    return "Blackout[cron=" + cron + ", duration=" + duration + ", timezone=" + timezone + "]";
  }

  private static CronParser parser(CronType type) {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
  }
}
