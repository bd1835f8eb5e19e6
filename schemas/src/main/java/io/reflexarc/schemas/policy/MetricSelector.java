package io.reflexarc.schemas.policy;

import java.util.Map;

/**
 * Which series of a metric are meant.
 *
 * @param metric exact name
 * @param where label to pattern; all must match, a label that is absent counts as empty
 */
public record MetricSelector(String metric, Map<String, LabelPattern> where) {

  public MetricSelector {
    where = Map.copyOf(where);
  }

  /** All series of a metric. */
  public static MetricSelector of(String metric) {
    return new MetricSelector(metric, Map.of());
  }

  /** Whether a series of this name with these labels is meant. */
  public boolean matches(String name, Map<String, String> labels) {
    if (!metric.equals(name)) {
      return false;
    }
    for (Map.Entry<String, LabelPattern> condition : where.entrySet()) {
      if (!condition.getValue().matches(labels.getOrDefault(condition.getKey(), ""))) {
        return false;
      }
    }
    return true;
  }
}
