package io.reflexarc.decider.indicator.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.latency.Histogram.Quantile;
import io.reflexarc.decider.window.Span;
import io.reflexarc.schemas.policy.Latency;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Per;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyIndicatorTest {

  private static final double INF = Double.POSITIVE_INFINITY;
  private static final Span SPAN = new Span(60_000, 60_000, Long.MIN_VALUE);

  /** Worked out by hand from what Prometheus says of histogram_quantile. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.15", "0.1, 0.05", "0.2, 0.1", "0.9, 0.3", "0.3, 0.116666666666"})
  void shouldInterpolateAsPrometheusDoes(double q, double expected) {
    // given
    Histogram histogram = histogram(0.1, 2, 0.2, 8, 0.3, 9, INF, 10);
    // then
    assertThat(histogram.quantile(q).value()).isEqualTo(expected, Offset.offset(1e-9));
  }

  @Test
  void shouldAnswerTheHighestBoundWhenTheRankFallsBeyond() {
    assertThat(histogram(0.1, 2, 0.2, 8, INF, 10).quantile(0.95))
        .isEqualTo(new Quantile(0.2, true));
  }

  @Test
  void shouldBeginAtItsBoundWhenTheLowestBucketIsNotAboveZero() {
    assertThat(histogram(0, 8, 1, 9, INF, 10).quantile(0.5)).isEqualTo(new Quantile(0, false));
  }

  @Test
  void shouldRaiseABucketWhenItCountsFewerThanOneBelowIt() {
    assertThat(histogram(0.1, 5, 0.2, 4, 0.3, 6, INF, 10).quantile(0.55).value())
        .isEqualTo(0.25, Offset.offset(1e-9));
  }

  @Test
  void shouldBeTheSameWhenBucketsAreMerged() {
    // given
    Histogram merged = histogram(0.1, 1, 0.2, 4, INF, 5);
    merged.add(0.1, 1);
    merged.add(0.2, 4);
    merged.add(INF, 5);
    // then
    assertThat(merged.quantile(0.5)).isEqualTo(histogram(0.1, 2, 0.2, 8, INF, 10).quantile(0.5));
  }

  @Test
  void shouldBeUnknownWhenObservationsAreTooFewOrNoBucketTellsThemFromTheLimit() {
    assertThat(read(histogram(0.1, 5, INF, 9))).isEqualTo(Health.UNKNOWN);
    assertThat(read(histogram(0.1, 5, INF, 10))).isEqualTo(Health.UNKNOWN);
    assertThat(read(histogram(0.5, 5, INF, 10))).isEqualTo(Health.UNHEALTHY);
    assertThat(read(histogram(0.1, 10, INF, 10))).isEqualTo(Health.HEALTHY);
    assertThat(read(histogram(0.1, 0, 1, 10, INF, 10))).isEqualTo(Health.UNHEALTHY);
    assertThat(read(new Histogram())).isEqualTo(Health.UNKNOWN);
    assertThat(read(histogram(INF, 100))).isEqualTo(Health.UNKNOWN);
  }

  private static Health read(Histogram histogram) {
    return new LatencyIndicator(
            new Latency(
                MetricSelector.of("d_seconds"),
                0.99,
                Per.VERSION,
                Duration.ofMinutes(1),
                Duration.ofMillis(500),
                Duration.ofMillis(300),
                10))
        .read(Subject.ofVersion("v1"), histogram, SPAN)
        .health();
  }

  private static Histogram histogram(double... boundsAndCounts) {
    Histogram histogram = new Histogram();
    for (int i = 0; i < boundsAndCounts.length; i += 2) {
      histogram.add(boundsAndCounts[i], boundsAndCounts[i + 1]);
    }
    return histogram;
  }
}
