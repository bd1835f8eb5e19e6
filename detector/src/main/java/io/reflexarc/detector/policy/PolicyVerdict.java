package io.reflexarc.detector.policy;

import io.reflexarc.schemas.policy.Mistake;
import java.util.List;

/**
 * What became of a policy as it was written.
 *
 * @param mistakes why it was refused; empty when it was accepted
 */
public record PolicyVerdict(PolicyText text, List<Mistake> mistakes) {

  public PolicyVerdict {
    mistakes = List.copyOf(mistakes);
  }

  /** Whether it can be enforced as it stands. */
  public boolean accepted() {
    return mistakes.isEmpty();
  }
}
