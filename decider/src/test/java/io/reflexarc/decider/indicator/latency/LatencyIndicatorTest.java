package io.reflexarc.decider.indicator.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.latency.Histogram.Quantile;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.versus.Finding;
import io.reflexarc.decider.window.Span;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Latency;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Versus;
import java.time.Duration;
import java.util.Optional;
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

  @ParameterizedTest
  @CsvSource({"0.5, 0.25", "0.25, 0.25", "0.2, 0.1", "0.05, 0.1", "7, 1"})
  void shouldCallSlowWhatIsBeyondTheBoundNearestBelowTheLimit(double limit, double bound) {
    assertThat(histogram(0.1, 1, 0.25, 2, 1, 3, INF, 4).slowFrom(limit)).hasValue(bound);
  }

  @Test
  void shouldCallNothingSlowWhenThereAreNoBuckets() {
    assertThat(new Histogram().slowFrom(1)).isEmpty();
    assertThat(histogram(INF, 4).slowFrom(1)).isEmpty();
  }

  @Test
  void shouldCountWhatTookLongerThanABound() {
    assertThat(histogram(0.1, 1, 0.25, 2, INF, 5).slow(0.25)).isEqualTo(new Counts(3, 5));
  }

  @Test
  void shouldSayHowManyAreSlowInBothWhenItIsCompared() {
    // given
    Slower slower =
        new Slower(
            "v3", true, 0.5, new Counts(5, 10), new Counts(1, 100), new Finding(0.001, true));
    // when
    Reading reading = versus(histogram(0.5, 5, INF, 10), Optional.of(slower));
    // then
    assertThat(reading.comparison()).isEqualTo(Comparison.WORSE);
    assertThat(reading.says())
        .endsWith(", above 0.5 s; 50 % took more than 0.5 s, 1 % of v3 beside it");
    Evidence compared = reading.evidence().get(1);
    assertThat(compared.getValue()).isEqualTo(0.5);
    assertThat(compared.getBaseline()).isEqualTo(0.01);
    assertThat(compared.getBaselineVersion()).isEqualTo("v3");
    assertThat(compared.getPValue()).isEqualTo(0.001);
  }

  @Test
  void shouldNotBeWorseWhenTheDifferenceMayBeChance() {
    Slower slower =
        new Slower("v3", false, 0.5, new Counts(5, 10), new Counts(4, 10), new Finding(0.3, true));
    Reading reading = versus(histogram(0.5, 5, INF, 10), Optional.of(slower));
    assertThat(reading.health()).isEqualTo(Health.UNHEALTHY);
    assertThat(reading.comparison()).isEqualTo(Comparison.NOT_WORSE);
    assertThat(reading.says()).endsWith("40 % of v3 before it, no significant difference");
  }

  @Test
  void shouldSayThatThereIsNothingToCompareWith() {
    Reading reading = versus(histogram(0.5, 5, INF, 10), Optional.empty());
    assertThat(reading.comparison()).isEqualTo(Comparison.NO_BASELINE);
    assertThat(reading.says()).endsWith("; no other version to compare with");
  }

  private static Reading versus(Histogram histogram, Optional<Slower> other) {
    return indicator(Optional.of(Versus.LAST_KNOWN_GOOD))
        .read(Subject.ofVersion("v4"), histogram, SPAN, () -> other);
  }

  private static LatencyIndicator indicator(Optional<Versus> versus) {
    return new LatencyIndicator(
        new Latency(
            MetricSelector.of("d_seconds"),
            0.99,
            Per.VERSION,
            Duration.ofMinutes(1),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            10,
            versus));
  }

  private static Health read(Histogram histogram) {
    return indicator(Optional.empty())
        .read(Subject.ofVersion("v1"), histogram, SPAN, Optional::empty)
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
