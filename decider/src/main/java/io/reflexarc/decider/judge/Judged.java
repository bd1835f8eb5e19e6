package io.reflexarc.decider.judge;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.rule.Rule;

/**
 * What a rule says of one version or pod.
 *
 * @param rule the rule
 * @param reading what it says
 */
public record Judged(Rule rule, Reading reading) {

  /** The condition that it moves. */
  public ConditionKey key() {
    return ConditionKey.of(rule.key(), reading);
  }
}
