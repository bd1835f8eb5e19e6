package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several indicators as one, in Kleene's logic of three values.
 *
 * @param how whether all of them must say so, or any
 * @param parts the indicators, two to {@link #MOST}, none of them combined itself, all judging the
 *     same one by one
 */
public record Combined(How how, List<Indicator> parts) implements Indicator {

  /** Most parts. */
  public static final int MOST = 8;

  /** Whether all or any must say so. */
  public enum How implements Word {
    ALL,
    ANY
  }

  /**
   * @throws IllegalArgumentException when there are too few or too many parts, or they do not go
   *     together
   */
  public Combined {
    parts = List.copyOf(parts);
    Check.that(parts.size() >= 2 && parts.size() <= MOST, "two to " + MOST + " parts");
    Check.that(parts.stream().noneMatch(Combined.class::isInstance), "a part is combined itself");
    Check.that(parts.stream().map(Indicator::per).distinct().count() == 1, "parts differ in per");
  }

  @Override
  public Per per() {
    return parts.get(0).per();
  }

  @Override
  public Duration window() {
    return longest(parts.stream().map(Indicator::window).toList());
  }

  @Override
  public Duration memory() {
    return longest(parts.stream().map(Indicator::memory).toList());
  }

  private static Duration longest(List<Duration> durations) {
    return durations.stream().max(Comparator.naturalOrder()).orElse(MIN_WINDOW);
  }

  @Override
  public Set<String> metrics() {
    return parts.stream()
        .flatMap(part -> part.metrics().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String word() {
    return how.word();
  }
}
