package io.reflexarc.decider.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.judge.ConditionKey;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final long MINUTE = 60_000;
  private static final ConditionKey ERRORS =
      new ConditionKey("shop/errors", Subject.ofVersion("v3"));
  private static final ConditionKey OTHER =
      new ConditionKey("shop/errors", Subject.ofVersion("v4"));

  @Test
  void shouldFlapUntilTheFifthLastCrossingIsHalfAnHourAgo() {
    // given
    Memory memory = Memory.EMPTY.crossed(OTHER, 0);
    for (int i = 0; i < 6; i++) {
      assertThat(memory.beginsToFlap(ERRORS, i * MINUTE)).isEqualTo(i == 5);
      memory = memory.crossed(ERRORS, i * MINUTE);
    }
    // then: crossings at 0 to 5 minutes, of which that at 1 is the fifth from the end
    assertThat(memory.flapsUntil(ERRORS, 6 * MINUTE)).isEqualTo(OptionalLong.of(31 * MINUTE));
    assertThat(memory.flapsUntil(ERRORS, 31 * MINUTE)).isEmpty();
    assertThat(memory.flapsUntil(OTHER, 6 * MINUTE)).isEmpty();
  }

  @Test
  void shouldRecurOnceThreeIncidentsOfThePolicyWereHealedWithinFourHours() {
    // given
    Memory memory =
        Memory.EMPTY
            .recovered("shop/errors", 0)
            .recovered("shop/other", 1)
            .recovered("shop/errors", 60 * MINUTE);
    assertThat(memory.recurs("shop/errors", 100 * MINUTE)).isFalse();
    // when
    Memory thrice = memory.recovered("shop/errors", 120 * MINUTE);
    // then
    assertThat(thrice.recurs("shop/errors", 121 * MINUTE)).isTrue();
    assertThat(thrice.recurs("shop/other", 121 * MINUTE)).isFalse();
    assertThat(thrice.recurs("shop/errors", 240 * MINUTE)).isFalse();
  }
}
