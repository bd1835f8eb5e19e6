package io.reflexarc.sandbox.scenario.course;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How much a story may cost: a bound on the share of a month's error budget that it burns.
 *
 * @param objective share of requests that must be good, above 0 and below 1
 * @param atMost share of a month's error budget, from the fault to the story's end; infinite for
 *     any
 */
public record Budget(double objective, double atMost) {

  /** The article's objective: 99.5 % of requests succeed. */
  public static final double OBJECTIVE = 0.995;

  /** That objective, and no bound. */
  public static final Budget UNBOUND = new Budget(OBJECTIVE, Double.POSITIVE_INFINITY);

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public Budget {
    if (!(objective > 0 && objective < 1)) {
      throw new IllegalArgumentException("budget.objective is not between 0 % and 100 %");
    }
    if (!(atMost >= 0)) {
      throw new IllegalArgumentException("budget.atMost is negative");
    }
  }

  /** Share of a month's error budget that was burnt. */
  public double burnt(Course course, Instant fault, Instant ended) {
    return course.burnt(fault, ended, objective);
  }

  /** A sentence when too much was burnt, else nothing. */
  public List<String> failures(Course course, Instant fault, Instant ended) {
    double burnt = burnt(course, fault, ended);
    return burnt <= atMost
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%.3f %% of a month's error budget was burnt, expected at most %.3f %%",
                burnt * 100,
                atMost * 100));
  }
}
