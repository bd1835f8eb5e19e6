package io.reflexarc.decider.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.window.SeriesKey.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredTest {

  private static final SeriesKey ALL = SeriesKey.of(Use.RATE, "requests_total{}", 300_000);
  private static final Span SPAN = new Span(60_000, 300_000, Long.MIN_VALUE);

  @Test
  void shouldSumOneValueOfALabelAndWhatIsLeftWithoutIt() {
    // given
    List<Instance> instances = instances();
    Measured all = Measured.in(instances);
    Measured german = Measured.in(instances, "country", "DE");
    Measured others = all.without(List.of(german));
    // then
    assertThat(all.sum(ALL, SPAN)).isEqualTo(120);
    assertThat(german.sum(ALL, SPAN)).isEqualTo(12);
    assertThat(others.sum(ALL, SPAN)).isEqualTo(108);
    assertThat(others.series(ALL)).isEmpty();
  }

  @Test
  void shouldSumEachPaneOfWhatIsLeft() {
    // given
    List<Instance> instances = instances();
    Strata strata = Strata.until(new Span(240_000, 300_000, Long.MIN_VALUE), ALL.paneMillis());
    Measured all = Measured.in(instances);
    Measured german = Measured.in(instances, "country", "DE");
    // when
    double[] left = all.without(List.of(german)).sums(ALL, strata);
    // then
    double[] whole = all.sums(ALL, strata);
    double[] part = german.sums(ALL, strata);
    for (int i = 0; i < left.length; i++) {
      assertThat(left[i]).isEqualTo(whole[i] - part[i]);
    }
    assertThat(whole).contains(20);
  }

  @Test
  void shouldTellTheValuesOfALabelApartFromOtherSeries() {
    Instance instance = instances().get(0);
    assertThat(instance.valuesOf(ALL, "country")).containsExactly("DE");
    assertThat(instance.valuesOf(ALL, "count")).isEmpty();
    assertThat(instance.valuesOf(SeriesKey.of(Use.RATE, "requests{}", 300_000), "country"))
        .isEmpty();
  }

  @Test
  void shouldKeepNoMoreSeriesThanThereIsRoomFor() {
    // given
    Instance instance = instances().get(0);
    Map<SeriesKey, Double> values = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      values.put(ALL.value("country", "C" + i), 1.0);
    }
    // when
    int dropped = instance.add(scrape("a", 70_000, values), 4);
    // then
    assertThat(dropped).isEqualTo(6);
    assertThat(instance.series()).hasSize(2 + 4);
  }

  @Test
  void shouldFindASeriesThatCameAfterItWasLookedFor() {
    // given
    TargetWindows windows = new TargetWindows();
    SeriesKey german = ALL.value("country", "DE");
    windows.offer(scrape("a", 10_000, Map.of(ALL, 1.0)), Long.MIN_VALUE);
    windows.drain(10_000, Retention.ofAll(1_800_000));
    assertThat(windows.measured("v1").series(german)).isEmpty();
    // when
    windows.offer(scrape("a", 20_000, Map.of(ALL, 2.0, german, 1.0)), Long.MIN_VALUE);
    windows.drain(20_000, Retention.ofAll(1_800_000));
    // then
    assertThat(windows.measured("v1").series(german)).hasSize(1);
    assertThat(windows.measured().series(german)).hasSize(1);
  }

  private static List<Instance> instances() {
    TargetWindows windows = new TargetWindows();
    for (long at = 0; at <= 60_000; at += 10_000) {
      for (String pod : List.of("a", "b")) {
        Map<SeriesKey, Double> values = new HashMap<>();
        values.put(ALL, at / 1e3);
        values.put(ALL.value("country", "DE"), at / 1e4);
        windows.offer(scrape(pod, at, values), Long.MIN_VALUE);
      }
    }
    windows.drain(60_000, Retention.ofAll(1_800_000));
    return List.copyOf(windows.instances());
  }

  private static Scrape scrape(String pod, long at, Map<SeriesKey, Double> values) {
    return new Scrape(pod, pod, "v1", at, null, values);
  }
}
