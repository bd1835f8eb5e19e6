package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One step of the ladder.
 *
 * @param action what is done
 * @param verifyWithin how long healing may take before the next rung; empty for a page, which is
 *     not verified
 * @param with the action's parameters
 */
public record Rung(Action action, Optional<Duration> verifyWithin, Map<String, String> with) {

  /** Parameter of a page: {@code info}, {@code warning} or {@code critical}. */
  public static final String SEVERITY = "severity";

  /**
   * @throws IllegalArgumentException when an action other than a page has no time to verify in
   */
  public Rung {
    with = Map.copyOf(with);
    Check.that(
        verifyWithin.isPresent() == (action != Action.PAGE),
        action.word() + (action == Action.PAGE ? " takes no" : " needs") + " verifyWithin");
    verifyWithin.ifPresent(within -> Check.notNegative("verifyWithin", within));
  }

  /** How loud its page is, {@code critical} where nothing is said. */
  public Severity severity() {
    return Word.find(Severity.class, with.getOrDefault(SEVERITY, "")).orElse(Severity.CRITICAL);
  }
}
