package io.reflexarc.runtime.health;

import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to one of the three questions.
 *
 * @param question {@code live}, {@code ready} or {@code startup}
 * @param checks what each named check found
 */
public record HealthReport(String question, Map<String, CheckResult> checks) {

  public HealthReport {
    checks = Map.copyOf(checks);
  }

  /** Whether every check is well. */
  public boolean ok() {
    return checks.values().stream().allMatch(CheckResult::ok);
  }

  /** The checks in the order of their names. */
  public Map<String, CheckResult> inOrder() {
    return new TreeMap<>(checks);
  }
}
