package io.reflexarc.sandbox.scenario.course;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The course of a story's services, as their clients saw it.
 *
 * @param readings of each service ({@code namespace/name}), in order of time
 */
public record Course(Map<String, List<Reading>> readings) {

  /** Nothing was recorded. */
  public static final Course NONE = new Course(Map.of());

  /** The span over which a reliability objective is counted. */
  public static final Duration MONTH = Duration.ofDays(30);

  /** Copies. */
  public Course {
    Map<String, List<Reading>> copy = new TreeMap<>();
    readings.forEach((service, list) -> copy.put(service, List.copyOf(list)));
    readings = java.util.Collections.unmodifiableMap(copy);
  }

  /** Services that had requests. */
  public Set<String> services() {
    return readings.keySet();
  }

  /** Share of requests between two moments that were bad, 0 to 1; empty when there were none. */
  public OptionalDouble badShare(String service, Instant from, Instant to) {
    Sum sum = sum(service, from, to);
    return sum.requests == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.share());
  }

  /** The fewest pods that got its requests between two moments; empty when nothing was read. */
  public OptionalInt fewestReady(String service, Instant from, Instant to) {
    return of(service).stream()
        .filter(reading -> !reading.at().isBefore(from) && !reading.at().isAfter(to))
        .mapToInt(Reading::ready)
        .min();
  }

  /** Requests to a service between two moments. */
  public long requests(String service, Instant from, Instant to) {
    return sum(service, from, to).requests;
  }

  /** Requests of all services between two moments that were bad. */
  public long bad(Instant from, Instant to) {
    return services().stream().mapToLong(service -> sum(service, from, to).bad).sum();
  }

  /**
   * The share of a month's error budget, over all services, that was burnt between two moments: 1
   * is all of it. See the SRE workbook, chapter 5: burn rate times the share of the month.
   *
   * @param objective share of requests that must be good, above 0 and below 1
   */
  public double burnt(Instant from, Instant to, double objective) {
    long requests = 0;
    long bad = 0;
    for (String service : services()) {
      Sum sum = sum(service, from, to);
      requests += sum.requests;
      bad += sum.bad;
    }
    double ofMonth = (double) Duration.between(from, to).toMillis() / MONTH.toMillis();
    return requests == 0 ? 0 : (double) bad / requests / (1 - objective) * ofMonth;
  }

  /** The readings of a service; none when it had no requests. */
  public List<Reading> of(String service) {
    return readings.getOrDefault(service, List.of());
  }

  private Sum sum(String service, Instant from, Instant to) {
    Reading first = null;
    Reading last = null;
    for (Reading reading : of(service)) {
      if (first == null || !reading.at().isAfter(from)) {
        first = reading;
      }
      if (!reading.at().isAfter(to)) {
        last = reading;
      }
    }
    return first == null || last == null
        ? new Sum(0, 0)
        : new Sum(last.requests() - first.requests(), last.bad() - first.bad());
  }

  private record Sum(long requests, long bad) {
    double share() {
      return (double) bad / requests;
    }
  }
}
