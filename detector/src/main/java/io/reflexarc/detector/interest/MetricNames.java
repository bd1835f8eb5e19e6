package io.reflexarc.detector.interest;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names of metrics, some of them with a star at the end.
 *
 * @param exact whole names
 * @param prefixes what names begin with
 */
record MetricNames(Set<String> exact, List<String> prefixes) implements Predicate<String> {

  private static final String STAR = "*";

  MetricNames {
    exact = Set.copyOf(exact);
    prefixes = List.copyOf(prefixes);
  }

  /** Names as a configuration lists them: {@code http_requests_total, jvm_*}. */
  static MetricNames of(List<String> written) {
    return new MetricNames(
        written.stream()
            .filter(it -> !it.isEmpty() && !it.endsWith(STAR))
            .collect(Collectors.toSet()),
        written.stream()
            .filter(it -> it.endsWith(STAR))
            .map(it -> it.substring(0, it.length() - 1))
            .toList());
  }

  @Override
  public boolean test(String name) {
    return exact.contains(name) || prefixes.stream().anyMatch(name::startsWith);
  }
}
