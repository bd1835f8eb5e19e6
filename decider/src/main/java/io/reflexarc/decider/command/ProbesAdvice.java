package io.reflexarc.decider.command;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.Facts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known to be unwise about the probes of a release that is taken back: for who mends it.
 */
final class ProbesAdvice {

  private static final List<String> TYPES = List.of("workload.probes-advice", "probe.boot-thrash");
  private static final String RULE = "rule";
  private static final Map<String, String> WORDS =
      Map.of(
          "no-startup", "no startup probe",
          "no-readiness", "no readiness probe",
          "liveness-equals-readiness", "one check for liveness and readiness",
          "liveness-follows-dependency", "a liveness probe that asks for dependencies");

  private ProbesAdvice() {}

  /** Clauses that end a sentence; empty when nothing is known. */
  static String of(Facts facts) {
    return TYPES.stream()
        .flatMap(type -> facts.states(type).stream())
        .filter(Fact::began)
        .filter(fact -> fact.attributes().containsKey(RULE))
        .map(ProbesAdvice::clause)
        .distinct()
        .collect(Collectors.joining());
  }

  private static String clause(Fact fact) {
    String rule = fact.attributes().getOrDefault(RULE, "");
    return "; its container "
        + fact.attributes()
            .getOrDefault("container", fact.attributes().getOrDefault(Fact.CONTAINER, "?"))
        + " has "
        + WORDS.getOrDefault(rule, "probes that want a look: " + rule);
  }
}
