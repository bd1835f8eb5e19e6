package io.reflexarc.sandbox.scenario.course;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A hypothesis: so a service is when all is well. Looked at over a minute at a time.
 *
 * @param service {@code namespace/name}
 * @param errorsBelow share of its requests that may be bad, above 0 to 1; 1 for any
 * @param readyAtLeast pods that must get its requests, 0 for any
 * @param when it must hold
 */
public record Steady(String service, double errorsBelow, int readyAtLeast, Set<When> when) {

  /** Over so much of event time it is looked at. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  /** Parts of a story. */
  public enum When {
    /** The minute that ends with the fault; the story's first where there is no fault. */
    BEFORE,
    /** Every minute from the fault to the story's end. */
    DURING,
    /** The story's last minute. */
    AFTER
  }

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public Steady {
    when = Set.copyOf(when);
    if (service.isBlank()) {
      throw new IllegalArgumentException("steady.service is empty");
    }
    if (!(errorsBelow > 0 && errorsBelow <= 1)) {
      throw new IllegalArgumentException("steady.errorsBelow is not above 0 % and at most 100 %");
    }
    if (readyAtLeast < 0 || when.isEmpty()) {
      throw new IllegalArgumentException("steady.readyAtLeast or steady.when is not one");
    }
  }

  /**
   * What does not hold, each in a sentence.
   *
   * @param began event time of the story's start
   * @param fault event time of the fault
   * @param ended event time of the story's end
   */
  public List<String> failures(Course course, Instant began, Instant fault, Instant ended) {
    List<String> failures = new ArrayList<>();
    if (when.contains(When.BEFORE)) {
      Instant until = fault.isAfter(began.plus(WINDOW)) ? fault : began.plus(WINDOW);
      check(course, When.BEFORE, until, began, failures);
    }
    if (when.contains(When.DURING)) {
      during(course, began, fault, ended, failures);
    }
    if (when.contains(When.AFTER)) {
      check(course, When.AFTER, ended, began, failures);
    }
    return failures;
  }

  /** The first minute in which it does not hold is told, not each. */
  private void during(
      Course course, Instant began, Instant fault, Instant ended, List<String> failures) {
    List<String> minutes = new ArrayList<>();
    for (Reading reading : course.of(service)) {
      Instant until = reading.at();
      if (minutes.isEmpty() && !until.isBefore(fault.plus(WINDOW)) && !until.isAfter(ended)) {
        check(course, When.DURING, until, began, minutes);
      }
    }
    failures.addAll(minutes);
  }

  private void check(
      Course course, When part, Instant until, Instant began, List<String> failures) {
    Instant from = until.minus(WINDOW);
    String minute = clock(began, from) + " to " + clock(began, until);
    OptionalDouble bad = course.badShare(service, from, until);
    if (bad.isEmpty()) {
      failures.add("steady state %s: %s got no requests from %s".formatted(part, service, minute));
    } else if (errorsBelow < 1 && bad.getAsDouble() >= errorsBelow) {
      failures.add(
          "steady state %s: %s of the requests to %s failed from %s, expected below %s"
              .formatted(part, percent(bad.getAsDouble()), service, minute, percent(errorsBelow)));
    }
    OptionalInt ready = course.fewestReady(service, from, until);
    if (ready.orElse(0) < readyAtLeast) {
      failures.add(
          "steady state %s: %d pods of %s were ready from %s, expected at least %d"
              .formatted(part, ready.orElse(0), service, minute, readyAtLeast));
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private static String clock(Instant began, Instant at) {
    long seconds = Duration.between(began, at).toSeconds();
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, Math.abs(seconds % 60));
  }
}
