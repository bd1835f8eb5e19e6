package io.reflexarc.bench.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured is a crowd that is well, under policies of which each looks at something. */
final class HeldCrowdTest {

  private static final Crowd FEW = new Crowd(2, 2, 15, 1);

  @Test
  void shouldSayNothingOfWorkloadsThatAreWell() {
    HeldCrowd crowd = played(Policies.twenty(), 900);
    assertThat(crowd.series()).isGreaterThan(2 * 2 * 40);
    assertThat(crowd.statements()).isZero();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldHaveAPolicyOfEachKind(String kind) {
    boolean ofFacts = List.of("events", "condition", "alert").contains(kind);
    assertThat(played(List.of(Policies.kind(kind)), 60).series() == 0).isEqualTo(ofFacts);
  }

  static List<String> kinds() {
    return Policies.kinds();
  }

  private static HeldCrowd played(List<Rule> rules, int seconds) {
    HeldCrowd crowd = new HeldCrowd(FEW, rules);
    crowd.play(seconds);
    return crowd;
  }
}
