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
 * @param with the action's parameters as text, those that were left out with what they are then
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
        verifyWithin.isPresent() == action.isVerified(),
        action.word() + (action.isVerified() ? " needs" : " takes no") + " verifyWithin");
    verifyWithin.ifPresent(within -> Check.notNegative("verifyWithin", within));
  }

  /**
   * A parameter that is required, or was filled in.
   *
   * @throws IllegalStateException when the action has no such parameter
   */
  public String parameter(String name) {
    String value = with.get(name);
    if (value == null) {
      throw new IllegalStateException(action.word() + " has no parameter " + name);
    }
    return value;
  }

  /** How loud its page is, {@code critical} where nothing is said. */
  public Severity severity() {
    return Word.find(Severity.class, with.getOrDefault(SEVERITY, "")).orElse(Severity.CRITICAL);
  }
}
