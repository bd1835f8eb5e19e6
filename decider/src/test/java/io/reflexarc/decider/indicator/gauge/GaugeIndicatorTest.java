package io.reflexarc.decider.indicator.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.policy.Gauge;
import io.reflexarc.schemas.policy.Gauge.Take;
import io.reflexarc.schemas.policy.Gauge.Threshold;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Per;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaugeIndicatorTest {

  private static final Span SPAN = new Span(59_999, 60_000, Long.MIN_VALUE);

  @ParameterizedTest
  @CsvSource({"AVG, 4.25", "MAX, 9", "MIN, -2", "LAST, 3"})
  void shouldTakeWhatIsAskedForWhenTwoPodsAreMeasured(Take take, double expected) {
    // given
    GaugeIndicator indicator = indicator(take, new Threshold(true, 100, 50));
    TargetWindows windows = new TargetWindows();
    scrape(windows, indicator, "a", 1_000, 9);
    scrape(windows, indicator, "a", 2_000, -2);
    scrape(windows, indicator, "a", 15_000, 2);
    scrape(windows, indicator, "b", 3_000, 8);
    scrape(windows, indicator, "b", 30_000, 4);
    scrape(windows, indicator, "a", 70_000, 1_000);
    scrape(windows, indicator, "b", 20_000, 4.5);
    // when
    windows.drain(59_999, Retention.ofAll(600_000));
    Level level = indicator.level(Measured.in(windows.instances()), SPAN);
    // then
    assertThat(level).isEqualTo(new Level(expected, 6));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 101, UNHEALTHY, false",
    "true, 100, HEALTHY, false",
    "true, 50, HEALTHY, true",
    "false, 19, UNHEALTHY, false",
    "false, 25, HEALTHY, false",
    "false, 30, HEALTHY, true"
  })
  void shouldHaveHysteresisWhenItIsBetweenTheBounds(
      boolean above, double value, Health health, boolean clear) {
    // given
    Threshold threshold = above ? new Threshold(true, 100, 50) : new Threshold(false, 20, 30);
    // when
    Reading reading =
        indicator(Take.AVG, threshold).read(Subject.ofVersion("v1"), new Level(value, 5), SPAN);
    // then
    assertThat(reading.health()).isEqualTo(health);
    assertThat(reading.clear()).isEqualTo(clear);
  }

  @Test
  void shouldBeUnknownWhenSamplesAreTooFew() {
    assertThat(
            indicator(Take.AVG, new Threshold(true, 100, 50))
                .read(Subject.ofVersion("v1"), new Level(1_000, 1), SPAN)
                .health())
        .isEqualTo(Health.UNKNOWN);
  }

  private static GaugeIndicator indicator(Take take, Threshold threshold) {
    return new GaugeIndicator(
        new Gauge(
            MetricSelector.of("depth"), take, Per.VERSION, Duration.ofMinutes(1), threshold, 2));
  }

  private static void scrape(
      TargetWindows windows, GaugeIndicator indicator, String pod, long at, double value) {
    windows.offer(
        new Scrape(pod, pod, "v1", at, null, Map.of(indicator.watches().get(0).key(), value)), -1);
  }
}
