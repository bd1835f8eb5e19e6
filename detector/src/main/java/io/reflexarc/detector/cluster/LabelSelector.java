package io.reflexarc.detector.cluster;

import io.reflexarc.schemas.policy.LabelExpression;
import java.util.List;
import java.util.Map;

/**
 * Selects by labels.
 *
 * @param all whether it selects anything at all: a missing selector selects nothing
 * @param rules all of which must hold; an empty selector selects everything
 */
public record LabelSelector(boolean all, List<LabelExpression> rules) {

  /** Selects nothing. */
  public static final LabelSelector NOTHING = new LabelSelector(false, List.of());

  public LabelSelector {
    rules = List.copyOf(rules);
  }

  /** Whether something with these labels is selected. */
  public boolean matches(Map<String, String> labels) {
    return all && rules.stream().allMatch(rule -> rule.matches(labels));
  }
}
