package io.reflexarc.decider.command;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.Facts;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known to be unwise about the probes of a release that is taken back: for who mends it.
 */
final class ProbesAdvice {

  private static final String TYPE = "workload.probes-advice";
  private static final Map<String, String> WORDS =
      Map.of(
          "no-startup", "no startup probe",
          "no-readiness", "no readiness probe",
          "liveness-equals-readiness", "one check for liveness and readiness",
          "liveness-follows-dependency", "a liveness probe that asks for dependencies");

  private ProbesAdvice() {}

  /** Clauses that end a sentence; empty when nothing is known. */
  static String of(Facts facts) {
    return facts.states(TYPE).stream()
        .filter(Fact::began)
        .map(ProbesAdvice::clause)
        .distinct()
        .collect(Collectors.joining());
  }

  private static String clause(Fact fact) {
    String rule = fact.attributes().getOrDefault("rule", "");
    return "; its container "
        + fact.attributes().getOrDefault("container", "?")
        + " has "
        + WORDS.getOrDefault(rule, "probes that want a look: " + rule);
  }
}
