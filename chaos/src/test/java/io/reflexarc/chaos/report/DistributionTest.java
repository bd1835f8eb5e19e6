package io.reflexarc.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void shouldTakeTheNearestRank() {
    // given
    var durations = IntStream.rangeClosed(1, 10).mapToObj(Duration::ofSeconds).toList();

    // when
    Distribution distribution = Distribution.of(durations);

    // then
    assertThat(distribution)
        .isEqualTo(
            new Distribution(
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(9),
                Duration.ofSeconds(10)));
  }

  @Test
  void shouldBeTheOnlyOneWhenThereIsOne() {
    // given
    var only = java.util.List.of(Duration.ofSeconds(3));

    // when
    Distribution distribution = Distribution.of(only);

    // then
    assertThat(distribution.p50()).isEqualTo(Duration.ofSeconds(3));
    assertThat(distribution.p90()).isEqualTo(Duration.ofSeconds(3));
  }
}
