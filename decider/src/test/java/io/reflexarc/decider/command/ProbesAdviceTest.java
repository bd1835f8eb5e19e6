package io.reflexarc.decider.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.schemas.avro.Phase;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProbesAdviceTest {

  @Test
  void shouldNameTheMissingStartupProbeWhenAPodThrashesForWantOfIt() {
    TargetFacts facts =
        told("probe.boot-thrash", Map.of(Fact.CONTAINER, "checkout", "rule", "no-startup"));

    assertThat(ProbesAdvice.of(facts)).isEqualTo("; its container checkout has no startup probe");
  }

  @Test
  void shouldSayNothingWhenAPodThrashesThoughItHasOne() {
    assertThat(ProbesAdvice.of(told("probe.boot-thrash", Map.of(Fact.CONTAINER, "checkout"))))
        .isEmpty();
  }

  @Test
  void shouldSayOnceWhatTwoFactsSay() {
    TargetFacts facts =
        told("probe.boot-thrash", Map.of(Fact.CONTAINER, "checkout", "rule", "no-startup"));
    tell(facts, "workload.probes-advice", Map.of("container", "checkout", "rule", "no-startup"));

    assertThat(ProbesAdvice.of(facts)).isEqualTo("; its container checkout has no startup probe");
  }

  private static TargetFacts told(String type, Map<String, String> attributes) {
    TargetFacts facts = new TargetFacts();
    tell(facts, type, attributes);
    return facts;
  }

  private static void tell(TargetFacts facts, String type, Map<String, String> attributes) {
    facts.offer(
        new Fact(type, type, Phase.BEGAN, 5, 5, "v4", new TreeMap<>(attributes)), Long.MIN_VALUE);
    facts.settle(10, 1_000, fact -> true);
  }
}
