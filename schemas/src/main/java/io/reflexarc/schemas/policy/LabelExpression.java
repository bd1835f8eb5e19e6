package io.reflexarc.schemas.policy;

import java.util.Map;
import java.util.Set;

/**
 * A condition on one label, as Kubernetes writes them.
 *
 * @param key the label
 * @param operator how it is compared
 * @param values for {@code In} and {@code NotIn} at least one, else none
 */
public record LabelExpression(String key, Operator operator, Set<String> values) {

  /** How a label is compared. */
  public enum Operator implements Word {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    /** As Kubernetes spells it. */
    @Override
    public String word() {
      return word;
    }

    /** Whether it compares with values. */
    public boolean takesValues() {
      return this == IN || this == NOT_IN;
    }
  }

  /**
   * @throws IllegalArgumentException when values are missing or too many for the operator
   */
  public LabelExpression {
    values = Set.copyOf(values);
    Check.that(
        operator.takesValues() != values.isEmpty(), operator.word() + " with values " + values);
  }

  /** Whether these labels satisfy it. */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
    };
  }
}
