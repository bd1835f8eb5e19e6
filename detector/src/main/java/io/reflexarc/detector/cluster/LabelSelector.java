package io.reflexarc.detector.cluster;

import java.util.List;
import java.util.Map;

/**
 * Selects by labels.
 *
 * @param all whether it selects anything at all: a missing selector selects nothing
 * @param rules all of which must hold; an empty selector selects everything
 */
public record LabelSelector(boolean all, List<Rule> rules) {

  /** Selects nothing. */
  public static final LabelSelector NOTHING = new LabelSelector(false, List.of());

  public LabelSelector {
    rules = List.copyOf(rules);
  }

  /** What is asked of the value of one label. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  /** One requirement. */
  public record Rule(String key, Operator operator, List<String> values) {

    public Rule {
      values = List.copyOf(values);
    }

    boolean holds(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  /** Whether something with these labels is selected. */
  public boolean matches(Map<String, String> labels) {
    return all && rules.stream().allMatch(rule -> rule.holds(labels));
  }
}
