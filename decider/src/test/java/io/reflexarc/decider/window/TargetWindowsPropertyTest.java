package io.reflexarc.decider.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.TargetWindows.Admission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TargetWindowsPropertyTest {

  private static final SeriesKey KEY = SeriesKey.of(Use.RATE, "requests", 300_000);
  private static final long GRACE = 30_000;

  @Property(tries = 1_000)
  void shouldSumToAllIncreasesWhenScrapesComeInAnyOrderWithinGrace(
      @ForAll @Size(min = 2, max = 60) List<@IntRange(min = 0, max = 500) Integer> increases,
      @ForAll long seed) {
    // given
    List<Scrape> scrapes = scrapes(increases);
    // when
    TargetWindows inOrder = played(scrapes);
    TargetWindows shuffled = played(shuffled(scrapes, seed));
    // then
    double all = increases.stream().skip(1).mapToDouble(Integer::doubleValue).sum();
    assertThat(total(inOrder)).isCloseTo(all, within(1e-6));
    assertThat(panes(shuffled)).isEqualTo(panes(inOrder));
  }

  @Property(tries = 1_000)
  void shouldNeverCountBackwardsWhenCountersAreReset(
      @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 0, max = 1_000) Integer> values) {
    // given
    List<Scrape> scrapes = new ArrayList<>();
    double expected = 0;
    for (int i = 0; i < values.size(); i++) {
      scrapes.add(scrape(i * 10_000L, values.get(i)));
      int before = i == 0 ? 0 : values.get(i - 1);
      expected += i == 0 ? 0 : values.get(i) >= before ? values.get(i) - before : values.get(i);
    }
    // when
    TargetWindows windows = played(scrapes);
    // then
    assertThat(total(windows)).isCloseTo(expected, within(1e-6));
    assertThat(panes(windows)).allMatch(pane -> pane.sum() >= 0);
  }

  @Property(tries = 1_000)
  void shouldRefuseWhatComesAfterItsTimeWasJudged(@ForAll @IntRange(min = 1, max = 600) int late) {
    // given
    TargetWindows windows = new TargetWindows();
    long horizon = 700_000;
    // when
    Admission admission = windows.offer(scrape(horizon - late * 1_000L, 1), horizon);
    // then
    assertThat(admission).isEqualTo(Admission.LATE);
    assertThat(windows.isEmpty()).isTrue();
  }

  private static List<Scrape> scrapes(List<Integer> increases) {
    List<Scrape> scrapes = new ArrayList<>();
    double counter = 0;
    for (int i = 0; i < increases.size(); i++) {
      counter += increases.get(i);
      scrapes.add(scrape(i * 10_000L, counter));
    }
    return scrapes;
  }

  private static Scrape scrape(long at, double value) {
    return new Scrape("pod-1/scrape", "pod-1", "v1", at, null, Map.of(KEY, value));
  }

  /** Moves each scrape by less than the grace. */
  private static List<Scrape> shuffled(List<Scrape> scrapes, long seed) {
    Random random = new Random(seed);
    List<Scrape> moved = new ArrayList<>(scrapes);
    for (int i = 0; i + 2 < moved.size(); i += 3) {
      Collections.shuffle(moved.subList(i, i + 3), random);
    }
    return moved;
  }

  private static TargetWindows played(List<Scrape> scrapes) {
    TargetWindows windows = new TargetWindows();
    long latest = Long.MIN_VALUE;
    for (Scrape scrape : scrapes) {
      latest = Math.max(latest, scrape.at());
      assertThat(windows.offer(scrape, latest - GRACE)).isEqualTo(Admission.ACCEPTED);
      windows.drain(latest - GRACE, Retention.ofAll(86_400_000));
    }
    windows.drain(Long.MAX_VALUE / 2, Retention.ofAll(Long.MAX_VALUE / 2));
    return windows;
  }

  private static List<Pane> panes(TargetWindows windows) {
    List<Pane> all = new ArrayList<>();
    windows
        .instances()
        .forEach(instance -> instance.series().forEach(each -> all.addAll(each.panes())));
    return all;
  }

  private static double total(TargetWindows windows) {
    return panes(windows).stream().mapToDouble(Pane::sum).sum();
  }
}
