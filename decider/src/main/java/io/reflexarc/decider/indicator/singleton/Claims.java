package io.reflexarc.decider.indicator.singleton;

import io.reflexarc.decider.indicator.Subject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which pods claim to lead, and of which it is known that they do not.
 *
 * @param pods pod to whether it claims
 * @param silent how many pods should say so, and do not
 */
public record Claims(SortedMap<Subject, Boolean> pods, int silent) {

  public Claims {
    pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
  }

  /** Those that claim. */
  public List<Subject> claimants() {
    return pods.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }
}
