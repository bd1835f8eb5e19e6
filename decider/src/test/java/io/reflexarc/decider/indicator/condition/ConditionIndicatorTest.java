package io.reflexarc.decider.indicator.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.HeldState;
import io.reflexarc.schemas.policy.Per;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConditionIndicatorTest {

  private static final long NOW = 1_000_000;
  private final ConditionIndicator indicator =
      new ConditionIndicator(
          new HeldState(FactSelector.of("sick"), Per.VERSION, 3, Optional.of(0.6), 1));

  @Test
  void shouldCountAPodOnceWhenSeveralStatesOfItHold() {
    // given
    List<Fact> states =
        List.of(
            state("a", "", Phase.BEGAN),
            state("a", "second", Phase.BEGAN),
            state("b", "", Phase.ENDED),
            state("c", "", Phase.BEGAN));
    // then
    assertThat(indicator.count(states, state -> true)).isEqualTo(2);
  }

  @Test
  void shouldBeUnknownWhenItWasNotListenedToForAMinute() {
    assertThat(read(0, 0, 59_999, 5).health()).isEqualTo(Health.UNKNOWN);
    assertThat(read(5, 2, 59_999, 5).health()).isEqualTo(Health.UNKNOWN);
    assertThat(read(0, 0, 60_000, 5).health()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void shouldBeUnhealthyAtOnceWhenEnoughBeganSinceItIsListenedTo() {
    assertThat(read(5, 3, 1_000, 5).health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void shouldNeedBothNumberAndShareWhenBothAreAskedFor() {
    assertThat(read(3, 3, 60_000, 5).health()).isEqualTo(Health.UNHEALTHY);
    assertThat(read(3, 3, 60_000, 6).health()).isEqualTo(Health.HEALTHY);
    assertThat(read(3, 3, 60_000, 0).health()).isEqualTo(Health.UNKNOWN);
    assertThat(read(2, 2, 60_000, 2).clear()).isFalse();
    assertThat(read(1, 1, 60_000, 2).clear()).isTrue();
  }

  private Reading read(long held, long fresh, long listened, int pods) {
    return indicator.read(
        Subject.ofVersion("v1"),
        held,
        fresh,
        OptionalInt.of(pods),
        new Watched(NOW - listened, NOW));
  }

  private static Fact state(String pod, String aspect, Phase phase) {
    Map<String, String> attributes = Map.of(Fact.POD, pod, "aspect", aspect);
    return new Fact(pod + aspect, "sick", phase, 5, 5, "v1", new TreeMap<>(attributes));
  }
}
