package io.reflexarc.sandbox.scenario;

import java.util.List;

/**
 * What became of a story.
 *
 * @param expected how it should have ended
 * @param outcome how it ended
 * @param failures each expectation that does not hold, in a sentence
 */
public record Verdict(Outcome expected, Outcome outcome, List<String> failures) {

  /** Copies. */
  public Verdict {
    failures = List.copyOf(failures);
  }

  /** Whether the outcome is the expected one and every expectation holds. */
  public boolean passed() {
    return outcome == expected && failures.isEmpty();
  }
}
