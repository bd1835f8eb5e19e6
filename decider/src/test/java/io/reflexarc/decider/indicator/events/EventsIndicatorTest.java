package io.reflexarc.decider.indicator.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.window.Span;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.policy.Events;
import io.reflexarc.schemas.policy.FactPhase;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.Per;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventsIndicatorTest {

  private static final long NOW = 1_000_000;
  private final EventsIndicator indicator =
      new EventsIndicator(
          new Events(
              FactSelector.of("crash"),
              Set.of(FactPhase.OCCURRED),
              Per.VERSION,
              Duration.ofMinutes(5),
              3,
              1));

  @Test
  void shouldCountWhatLiesInTheWindowWhenFactsAreOlderYoungerOrOfAnotherPhase() {
    // given
    Span span = indicator.span(NOW, Long.MIN_VALUE);
    List<Fact> facts =
        List.of(
            fact(Phase.OCCURRED, span.startMillis()),
            fact(Phase.OCCURRED, span.startMillis() + 1),
            fact(Phase.BEGAN, NOW),
            fact(Phase.OCCURRED, NOW));
    // then
    assertThat(indicator.count(facts, span, fact -> true)).isEqualTo(2);
  }

  @Test
  void shouldNotCountWhatWasBeforeTheWatermarkWhenAnActionWasDone() {
    // given
    Span span = indicator.span(NOW, NOW - 10);
    // then
    assertThat(indicator.count(List.of(fact(Phase.OCCURRED, NOW - 10)), span, fact -> true))
        .isZero();
    assertThat(indicator.count(List.of(fact(Phase.OCCURRED, NOW - 9)), span, fact -> true))
        .isEqualTo(1);
  }

  @Test
  void shouldBeUnknownWhenFewWereToldAndNobodyListenedForLong() {
    assertThat(read(2, 100_000).health()).isEqualTo(Health.UNKNOWN);
    assertThat(read(2, 200_000).health()).isEqualTo(Health.HEALTHY);
    assertThat(read(3, 0).health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void shouldBeClearOnlyBelowTheSecondThresholdWhenHealthy() {
    assertThat(read(2, 300_000).clear()).isFalse();
    assertThat(read(1, 300_000).clear()).isTrue();
  }

  private Reading read(long count, long listened) {
    Span span = indicator.span(NOW, Long.MIN_VALUE);
    return indicator.read(Subject.ofVersion("v1"), count, span, new Watched(NOW - listened, NOW));
  }

  private static Fact fact(Phase phase, long at) {
    return new Fact("id-" + at, "crash", phase, at, at, "v1", new TreeMap<>());
  }
}
