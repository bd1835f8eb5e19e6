package io.reflexarc.decider.indicator.outlier;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.outlier.OutlierIndicator.Pod;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Outlier;
import io.reflexarc.schemas.policy.Outlier.Level;
import io.reflexarc.schemas.policy.Outlier.Measure;
import io.reflexarc.schemas.policy.Outlier.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlierIndicatorTest {

  private static final long MINUTE = 60_000;
  private static final Measure SHARE =
      new Share(MetricSelector.of("bad_total"), MetricSelector.of("requests_total"));
  private static final Measure LEVEL = new Level(MetricSelector.of("queue_depth"));
  private static final Optional<MetricSelector> TRAFFIC =
      Optional.of(MetricSelector.of("requests_total"));

  /** What a pod shows in a minute. */
  private interface Behaviour {
    double at(int pod, long minute);
  }

  @Test
  void shouldFindThePodThatFailsWhenItsPeersDoNot() {
    // given
    Behaviour behaviour = (pod, minute) -> pod == 2 && minute >= 10 ? 0.3 : 0;
    // then
    assertThat(unhealthy(SHARE, 0.01, 5, 14, behaviour)).isEmpty();
    assertThat(unhealthy(SHARE, 0.01, 5, 16, behaviour)).containsExactly("pod-2");
    assertThat(unhealthy(SHARE, 0.01, 5, 60, behaviour)).containsExactly("pod-2");
  }

  @Test
  void shouldDecayStepByStepWhenThePodIsWellAgain() {
    // given
    Behaviour behaviour = (pod, minute) -> pod == 2 && minute >= 10 && minute < 15 ? 0.3 : 0;
    // then
    assertThat(reading(SHARE, 0.01, 5, 15, behaviour, 2).unhealthy()).isTrue();
    Reading between = reading(SHARE, 0.01, 5, 18, behaviour, 2);
    assertThat(between.health()).isEqualTo(Health.HEALTHY);
    assertThat(between.clear()).isFalse();
    assertThat(reading(SHARE, 0.01, 5, 22, behaviour, 2).clear()).isTrue();
  }

  @Test
  void shouldCallNobodyAnOutlierWhenMoreThanOneOfFivePodsFails() {
    // given
    Behaviour behaviour = (pod, minute) -> pod >= 3 && minute >= 10 ? 0.3 : 0;
    // then
    assertThat(unhealthy(SHARE, 0.01, 5, 30, behaviour)).isEmpty();
    assertThat(unhealthy(SHARE, 0.01, 5, 30, (pod, minute) -> minute >= 10 ? 0.3 : 0)).isEmpty();
  }

  @Test
  void shouldFindTwoWhenThereAreTwenty() {
    assertThat(unhealthy(SHARE, 0.01, 20, 20, (pod, minute) -> pod < 2 && minute > 8 ? 0.3 : 0))
        .containsExactly("pod-0", "pod-1");
    assertThat(unhealthy(SHARE, 0.01, 20, 20, (pod, minute) -> pod < 3 && minute > 8 ? 0.3 : 0))
        .isEmpty();
  }

  @Test
  void shouldLeaveAlonePodsThatStayBelowTheFloorOrAreNoWorseThanTheyWere() {
    assertThat(unhealthy(SHARE, 0.5, 5, 30, (pod, minute) -> pod == 2 && minute > 9 ? 0.3 : 0))
        .isEmpty();
    assertThat(unhealthy(LEVEL, 10, 5, 30, (pod, minute) -> pod == 2 ? 90 : 20 + pod))
        .as("born strange: no past of its own speaks for it")
        .containsExactly("pod-2");
    assertThat(
            unhealthy(
                LEVEL,
                10,
                5,
                30,
                (pod, minute) -> pod == 2 ? 90 : minute < 10 ? 80 + pod : 20 + pod))
        .as("it was like that before, the others have changed")
        .isEmpty();
  }

  @Test
  void shouldBeUnknownWhenPeersAreTooFew() {
    assertThat(readings(SHARE, Optional.empty(), 0.01, 3, 30, (pod, minute) -> 0.3))
        .hasSize(3)
        .allMatch(reading -> reading.health() == Health.UNKNOWN)
        .allSatisfy(reading -> assertThat(reading.says()).contains("fewer than 3 peers"));
    assertThat(readings(SHARE, Optional.empty(), 0.01, 5, 3, (pod, minute) -> 0))
        .allMatch(reading -> reading.health() == Health.UNKNOWN)
        .allSatisfy(reading -> assertThat(reading.says()).contains("of 5 steps"));
  }

  @Test
  void shouldExcuseALevelThatTrafficExplains() {
    // given
    Behaviour behaviour = (pod, minute) -> pod == 2 && minute >= 10 ? 80 : 10 + pod;
    // then
    assertThat(unhealthy(LEVEL, 20, 5, 30, behaviour)).containsExactly("pod-2");
    assertThat(names(readings(LEVEL, TRAFFIC, 20, 5, 30, behaviour)))
        .as("it is given eight times as much to do")
        .isEmpty();
  }

  @Test
  void shouldSayTheSameWhenItIsAskedLaterInTheSameStep() {
    // given
    Behaviour behaviour = (pod, minute) -> pod == 2 && minute >= 10 ? 0.3 : 0;
    TargetWindows windows = windows(SHARE, Optional.empty(), 0.01, 5, 20, behaviour);
    OutlierIndicator indicator = indicator(SHARE, Optional.empty(), 0.01);
    // then
    String early = said(indicator, windows, 19 * MINUTE + 1);
    for (long second = 1; second < 60; second++) {
      assertThat(said(indicator, windows, 19 * MINUTE + second * 1_000)).isEqualTo(early);
    }
  }

  @Test
  void shouldNotCountWhatWasBeforeTheWatermark() {
    // given
    Behaviour behaviour = (pod, minute) -> pod == 2 && minute >= 5 && minute < 20 ? 0.3 : 0;
    TargetWindows windows = windows(SHARE, Optional.empty(), 0.01, 5, 30, behaviour);
    OutlierIndicator indicator = indicator(SHARE, Optional.empty(), 0.01);
    // when
    Span after = new Span(28 * MINUTE, 30 * MINUTE, 20 * MINUTE);
    // then
    assertThat(indicator.read(pods(windows), after)).allMatch(Reading::clear);
  }

  private static List<String> unhealthy(
      Measure measure, double floor, int pods, long minutes, Behaviour behaviour) {
    return names(readings(measure, Optional.empty(), floor, pods, minutes, behaviour));
  }

  private static List<String> names(List<Reading> readings) {
    List<String> names = new ArrayList<>();
    readings.stream().filter(Reading::unhealthy).forEach(each -> names.add("" + each.pod()));
    return names;
  }

  private static Reading reading(
      Measure measure, double floor, int pods, long minutes, Behaviour behaviour, int pod) {
    return readings(measure, Optional.empty(), floor, pods, minutes, behaviour).get(pod);
  }

  private static List<Reading> readings(
      Measure measure,
      Optional<MetricSelector> traffic,
      double floor,
      int pods,
      long minutes,
      Behaviour behaviour) {
    TargetWindows windows = windows(measure, traffic, floor, pods, minutes, behaviour);
    return indicator(measure, traffic, floor)
        .read(pods(windows), new Span(minutes * MINUTE, 30 * MINUTE, Long.MIN_VALUE));
  }

  private static String said(OutlierIndicator indicator, TargetWindows windows, long horizon) {
    return indicator.read(pods(windows), new Span(horizon, 30 * MINUTE, Long.MIN_VALUE)).stream()
        .map(reading -> reading.health() + reading.says())
        .toList()
        .toString();
  }

  private static List<Pod> pods(TargetWindows windows) {
    return windows.instances().stream()
        .map(it -> new Pod(Subject.ofPod("v1", it.pod()), Measured.in(List.of(it))))
        .toList();
  }

  private static OutlierIndicator indicator(
      Measure measure, Optional<MetricSelector> traffic, double floor) {
    return new OutlierIndicator(
        new Outlier(
            measure, traffic, Duration.ofMinutes(1), 5, Duration.ofMinutes(30), floor, 2, 3, 3));
  }

  /** Each pod is scraped every 20 seconds, and is given ten requests a second, or by its level. */
  private static TargetWindows windows(
      Measure measure,
      Optional<MetricSelector> traffic,
      double floor,
      int pods,
      long minutes,
      Behaviour behaviour) {
    TargetWindows windows = new TargetWindows();
    List<Watch> watches = indicator(measure, traffic, floor).watches();
    double[] bad = new double[pods];
    double[] total = new double[pods];
    for (long at = 0; at < minutes * MINUTE; at += 20_000) {
      for (int pod = 0; pod < pods; pod++) {
        double shown = behaviour.at(pod, at / MINUTE);
        double requests = measure == LEVEL ? 20 * shown : 200;
        total[pod] += requests;
        bad[pod] += measure == LEVEL ? 0 : requests * shown;
        Map<SeriesKey, Double> values = new HashMap<>();
        for (Watch watch : watches) {
          values.put(
              watch.key(),
              switch (watch.selector().metric()) {
                case "bad_total" -> bad[pod];
                case "requests_total" -> total[pod];
                default -> shown;
              });
        }
        String name = "pod-" + pod;
        windows.offer(new Scrape(name, name, "v1", at, null, values), Long.MIN_VALUE);
      }
    }
    windows.drain(minutes * MINUTE, Retention.ofAll(60 * MINUTE));
    return windows;
  }
}
