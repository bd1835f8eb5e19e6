package io.reflexarc.actuator.action;

import java.util.Map;
import java.util.TreeMap;

/**
 * A change in words: field to value before, field to value after.
 *
 * @param before what stood
 * @param after what stands
 */
public record Change(Map<String, String> before, Map<String, String> after) {

  /** No change. */
  public static final Change NONE = new Change(Map.of(), Map.of());

  public Change {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  /** This change and another one; where both name a field, the first before and the last after. */
  public Change then(Change next) {
    Map<String, String> first = new TreeMap<>(next.before);
    first.putAll(before);
    Map<String, String> last = new TreeMap<>(after);
    last.putAll(next.after);
    return new Change(first, last);
  }

  public boolean isEmpty() {
    return before.isEmpty() && after.isEmpty();
  }
}
