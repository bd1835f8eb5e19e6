package io.reflexarc.decider.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Panes are kept for as long as a comparison looks back, not only for the window. */
class ComparedMemoryTest {

  private static final String POLICY =
      """
      {"apiVersion": "reflexarc.io/v1alpha1", "kind": "RemediationPolicy",
       "metadata": {"name": "p", "namespace": "shop"},
       "spec": {"target": {"kind": "Deployment", "name": "checkout"},
                "symptom": {%s}, "ladder": [{"action": "page"}]}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ratio': {'bad': {'metric': 'bad'}, 'total': {'metric': 'total'}, 'unhealthyAbove': '1%'}",
        "'latency': {'metric': 'seconds', 'unhealthyAbove': '1s'}"
      })
  void shouldKeepTwentyMinutesWhenVersionsAreComparedAndTheWindowIsShorter(String symptom) {
    String compared = symptom.replaceAll("}$", ", 'versus': 'last-known-good'}");
    assertThat(kept(symptom)).allSatisfy(kept -> assertThat(kept).isLessThan(minutes(6)));
    assertThat(kept(compared))
        .allSatisfy(kept -> assertThat(kept).isBetween(minutes(20), minutes(21)));
  }

  private static List<Long> kept(String symptom) {
    Rule rule =
        new Rule(
            PolicyParser.parseDocument(POLICY.formatted(symptom.replace('\'', '"')), 1)
                .accepted()
                .orElseThrow());
    Map<?, Long> kept = new SampleSorter(List.of(rule)).retention().bySeries();
    assertThat(kept).isNotEmpty();
    return List.copyOf(kept.values());
  }

  private static long minutes(int minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }
}
