package io.reflexarc.decider.indicator.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.WorkProgress;
import io.reflexarc.schemas.policy.WorkProgress.Arrivals;
import io.reflexarc.schemas.policy.WorkProgress.Backlog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressIndicatorTest {

  private static final Subject POD = Subject.ofPod("v3", "orders-1");
  private static final Span SPAN = new Span(600_000, 300_000, Long.MIN_VALUE);
  private static final ProgressIndicator ARRIVALS =
      indicator(new Arrivals(MetricSelector.of("received_total")), 10);
  private static final ProgressIndicator BACKLOG =
      indicator(new Backlog(MetricSelector.of("queue_depth")), 5);

  @ParameterizedTest
  @CsvSource({
    "100, 0, 300, UNHEALTHY, false",
    "10, 0, 300, UNHEALTHY, false",
    "9, 0, 300, UNKNOWN, false",
    "0, 0, 300, UNKNOWN, false",
    "100, 1, 300, HEALTHY, true",
    "0, 7, 300, HEALTHY, true",
    "100, 0, 200, UNKNOWN, false",
    "100, 3, 20, HEALTHY, true",
  })
  void shouldJudgeByWhatArrivedAndWhatWasDone(
      double arrived, double done, long seconds, Health health, boolean clear) {
    // when
    Reading reading = ARRIVALS.read(POD, done(arrived, done, seconds), SPAN);
    // then
    assertThat(reading.health()).as(reading.says()).isEqualTo(health);
    assertThat(reading.clear()).isEqualTo(clear);
  }

  @ParameterizedTest
  @CsvSource({"5, UNHEALTHY, false", "4, HEALTHY, true", "0, HEALTHY, true"})
  void shouldCallAnEmptyBacklogHealthyWhenNothingIsDone(
      double waiting, Health health, boolean clear) {
    // when
    Reading reading = BACKLOG.read(POD, done(waiting, 0, 300), SPAN);
    // then
    assertThat(reading.health()).isEqualTo(health);
    assertThat(reading.clear()).isEqualTo(clear);
  }

  @Test
  void shouldSayWhatStandsStill() {
    assertThat(ARRIVALS.read(POD, done(600, 0, 300), SPAN).says())
        .isEqualTo("orders-1 (v3) completed nothing in 5m while 600 arrived");
    assertThat(BACKLOG.read(POD, done(12, 0, 300), SPAN).says())
        .isEqualTo("orders-1 (v3) completed nothing in 5m while at least 12 waited");
    assertThat(ARRIVALS.read(POD, done(3, 0, 300), SPAN).says())
        .isEqualTo(
            "orders-1 (v3) completed nothing in 5m while 3 arrived, fewer than 10: there was"
                + " nothing to do");
  }

  @Test
  void shouldBeUnknownWhenNobodyMeasuresTheWork() {
    Done unmeasured = new Done(OptionalDouble.empty(), OptionalDouble.of(0), 300_000);
    assertThat(ARRIVALS.read(POD, unmeasured, SPAN).health()).isEqualTo(Health.UNKNOWN);
    Done nothing = new Done(OptionalDouble.of(100), OptionalDouble.empty(), 0);
    assertThat(ARRIVALS.read(POD, nothing, SPAN).health()).isEqualTo(Health.UNKNOWN);
  }

  @Test
  void shouldCountOverTheWindowAndTakeTheLowestBacklog() {
    // given
    TargetWindows windows = new TargetWindows();
    for (long at = 300_000; at <= 600_000; at += 10_000) {
      scrape(windows, BACKLOG, "orders-1", at, Map.of(0, at == 450_000 ? 8.0 : 20.0, 1, 5.0));
    }
    windows.drain(600_000, Retention.ofAll(1_800_000));
    Measured measured = Measured.in(windows.instances());
    // when
    Done done = BACKLOG.done(measured, Measured.in(List.of()), SPAN);
    // then
    assertThat(done.work()).hasValue(8);
    assertThat(done.completed()).hasValue(0);
    assertThat(done.coveredMillis()).isBetween(290_000L, 300_000L);
    assertThat(BACKLOG.read(POD, done, SPAN).health()).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void shouldTakeTheWorkloadsBacklogWhenThePodTellsNone() {
    // given
    TargetWindows windows = new TargetWindows();
    for (long at = 300_000; at <= 600_000; at += 10_000) {
      scrape(windows, BACKLOG, "orders-1", at, Map.of(1, 5.0));
      scrape(windows, BACKLOG, null, at, Map.of(0, 30.0));
    }
    windows.drain(600_000, Retention.ofAll(1_800_000));
    Measured pod =
        Measured.in(windows.instances().stream().filter(it -> it.pod() != null).toList());
    Measured shared =
        Measured.in(windows.instances().stream().filter(it -> it.pod() == null).toList());
    // then
    assertThat(BACKLOG.done(pod, shared, SPAN).work()).hasValue(30);
  }

  @Test
  void shouldNotTrustWhatIsNoLongerMeasured() {
    // given
    TargetWindows windows = new TargetWindows();
    for (long at = 300_000; at <= 420_000; at += 10_000) {
      scrape(windows, ARRIVALS, "orders-1", at, Map.of(0, at / 1e3, 1, 5.0));
    }
    windows.drain(600_000, Retention.ofAll(1_800_000));
    // when
    Done done = ARRIVALS.done(Measured.in(windows.instances()), Measured.in(List.of()), SPAN);
    // then
    assertThat(done.work().orElse(0)).isGreaterThan(10);
    assertThat(ARRIVALS.read(POD, done, SPAN).health()).isEqualTo(Health.UNKNOWN);
  }

  private static Done done(double work, double completed, long seconds) {
    return new Done(OptionalDouble.of(work), OptionalDouble.of(completed), seconds * 1_000);
  }

  private static ProgressIndicator indicator(WorkProgress.Work work, double atLeast) {
    return new ProgressIndicator(
        new WorkProgress(
            work, MetricSelector.of("done_total"), Per.POD, Duration.ofMinutes(5), atLeast));
  }

  /** Values by the place of their watch: 0 is the work, 1 what was completed. */
  private static void scrape(
      TargetWindows windows,
      ProgressIndicator indicator,
      @Nullable String pod,
      long at,
      Map<Integer, Double> values) {
    Map<SeriesKey, Double> sorted = new HashMap<>();
    values.forEach((place, value) -> sorted.put(indicator.watches().get(place).key(), value));
    windows.offer(new Scrape(pod == null ? "-" : pod, pod, "v3", at, null, sorted), Long.MIN_VALUE);
  }
}
