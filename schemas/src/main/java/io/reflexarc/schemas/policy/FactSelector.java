package io.reflexarc.schemas.policy;

import java.util.Map;

/**
 * Which facts are meant.
 *
 * @param type exact type, such as {@code pod.oom-killed}
 * @param where attribute to pattern, all must match, one that is absent counts as empty: a label of
 *     the fact, or {@code subject.pod}, {@code subject.container}, {@code subject.node}, {@code
 *     fact.reason}, {@code fact.source}, {@code fact.severity}
 */
public record FactSelector(String type, Map<String, LabelPattern> where) {

  /**
   * @throws IllegalArgumentException when the type is empty
   */
  public FactSelector {
    where = Map.copyOf(where);
    Check.that(!type.isBlank(), "type is empty");
  }

  /** All facts of a type. */
  public static FactSelector of(String type) {
    return new FactSelector(type, Map.of());
  }

  /** Whether a fact of this type with these attributes is meant. */
  public boolean matches(String itsType, Map<String, String> attributes) {
    if (!type.equals(itsType)) {
      return false;
    }
    for (Map.Entry<String, LabelPattern> condition : where.entrySet()) {
      if (!condition.getValue().matches(attributes.getOrDefault(condition.getKey(), ""))) {
        return false;
      }
    }
    return true;
  }
}
