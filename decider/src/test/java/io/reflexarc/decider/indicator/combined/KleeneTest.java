package io.reflexarc.decider.indicator.combined;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Combined.How;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KleeneTest {

  @ParameterizedTest
  @CsvSource({
    "HEALTHY, HEALTHY, HEALTHY, HEALTHY",
    "HEALTHY, UNKNOWN, HEALTHY, UNKNOWN",
    "HEALTHY, UNHEALTHY, HEALTHY, UNHEALTHY",
    "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN",
    "UNKNOWN, UNHEALTHY, UNKNOWN, UNHEALTHY",
    "UNHEALTHY, UNHEALTHY, UNHEALTHY, UNHEALTHY"
  })
  void shouldBeKleenesTablesInEitherOrder(Health one, Health other, Health all, Health any) {
    assertThat(combine(How.ALL, part(one), part(other)).health()).isEqualTo(all);
    assertThat(combine(How.ALL, part(other), part(one)).health()).isEqualTo(all);
    assertThat(combine(How.ANY, part(one), part(other)).health()).isEqualTo(any);
    assertThat(combine(How.ANY, part(other), part(one)).health()).isEqualTo(any);
  }

  @Test
  void shouldBeClearByOnePartOrByEachWhenHealthy() {
    // given
    Reading clear = reading(Health.HEALTHY, true, Comparison.NOT_MADE);
    Reading between = reading(Health.HEALTHY, false, Comparison.NOT_MADE);
    // then
    assertThat(combine(How.ALL, clear, between).clear()).isTrue();
    assertThat(combine(How.ANY, clear, between).clear()).isFalse();
    assertThat(combine(How.ANY, clear, clear).clear()).isTrue();
  }

  @Test
  void shouldHoldBackWhenAPartIsNotWorse() {
    // given
    Reading notWorse = reading(Health.UNHEALTHY, false, Comparison.NOT_WORSE);
    Reading plain = reading(Health.UNHEALTHY, false, Comparison.NOT_MADE);
    // then
    assertThat(combine(How.ALL, notWorse, plain).comparison()).isEqualTo(Comparison.NOT_WORSE);
    assertThat(combine(How.ANY, notWorse, plain).comparison()).isEqualTo(Comparison.NOT_MADE);
    assertThat(combine(How.ANY, notWorse, part(Health.HEALTHY)).comparison())
        .isEqualTo(Comparison.NOT_WORSE);
  }

  private static Reading combine(How how, Reading... parts) {
    return Kleene.combine(how, Subject.ofVersion("v1"), List.of(parts));
  }

  private static Reading part(Health health) {
    return reading(health, false, Comparison.NOT_MADE);
  }

  private static Reading reading(Health health, boolean clear, Comparison comparison) {
    Evidence evidence =
        Evidence.newBuilder()
            .setIndicator("test")
            .setWindowMillis(1)
            .setValue(1)
            .setUnit("count")
            .setSamples(1)
            .build();
    return new Reading(
        Subject.ofVersion("v1"), health, clear, comparison, () -> List.of(evidence), () -> "part");
  }
}
