package io.reflexarc.decider.indicator.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.schemas.policy.Absence;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Per;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AbsenceIndicatorTest {

  private static final long NOW = 10_000_000;
  private static final long MINUTE = 60_000;
  private final AbsenceIndicator indicator =
      new AbsenceIndicator(
          new Absence(
              Optional.of(MetricSelector.of("requests_total")),
              Optional.empty(),
              Per.VERSION,
              Duration.ofMinutes(5)));

  @Test
  void shouldBeUnknownWhenItWasNeverHeard() {
    assertThat(
            indicator
                .read(Subject.ofVersion("v1"), OptionalLong.empty(), new Watched(0, NOW))
                .health())
        .isEqualTo(Health.UNKNOWN);
  }

  @Test
  void shouldBeUnhealthyWhenItWasHeardAndIsSilent() {
    assertThat(read(5 * MINUTE, 60 * MINUTE)).isEqualTo(Health.UNHEALTHY);
    assertThat(read(5 * MINUTE - 1, 60 * MINUTE)).isEqualTo(Health.HEALTHY);
  }

  @Test
  void shouldBeUnknownWhenNobodyCouldHaveTold() {
    assertThat(read(30 * MINUTE, 5 * MINUTE - 1)).isEqualTo(Health.UNKNOWN);
    assertThat(read(30 * MINUTE, 5 * MINUTE)).isEqualTo(Health.UNHEALTHY);
    assertThat(read(3 * MINUTE, 2 * MINUTE)).isEqualTo(Health.UNKNOWN);
  }

  private Health read(long silent, long listened) {
    return indicator
        .read(
            Subject.ofVersion("v1"),
            OptionalLong.of(NOW - silent),
            new Watched(NOW - listened, NOW))
        .health();
  }
}
