package io.reflexarc.decider.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.window.Series.Restart;
import io.reflexarc.decider.window.SeriesKey.Use;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StrataTest {

  private static final long MINUTE = 60_000;

  @Test
  void shouldBeMinutesThatAreOverWhenPanesAreShort() {
    Strata strata = Strata.until(compared(90 * MINUTE + 30_000, Long.MIN_VALUE), 10_000);
    assertThat(strata.millis()).isEqualTo(MINUTE);
    assertThat(strata.count()).isEqualTo(19);
    assertThat((strata.first() + (long) strata.count() * strata.panes()) * 10_000)
        .as("end of the youngest")
        .isEqualTo(90 * MINUTE);
  }

  @Test
  void shouldBeThreePanesEachWhenPanesAreLong() {
    assertThat(Strata.until(compared(90 * MINUTE, Long.MIN_VALUE), 2 * MINUTE).millis())
        .isEqualTo(6 * MINUTE);
  }

  @Test
  void shouldHoldTheSameWhenLookedAtAgainLater() {
    // given
    Series series = new Series(SeriesKey.of(Use.RATE, "requests", 5 * MINUTE));
    for (int second = 0; second <= 1_800; second += 15) {
      series.add(second * 1_000L, second * second, Restart.NONE);
      series.expire(0);
    }
    Strata before = Strata.until(compared(1_801_000, Long.MIN_VALUE), 10_000);
    double[] then = sums(series, before);
    // when a minute later
    for (int second = 1_815; second <= 1_860; second += 15) {
      series.add(second * 1_000L, second * second, Restart.NONE);
      series.expire(0);
    }
    Strata after = Strata.until(compared(1_861_000, Long.MIN_VALUE), 10_000);
    // then
    assertThat(after.first()).isEqualTo(before.first() + before.panes());
    assertThat(sums(series, after))
        .startsWith(Arrays.copyOfRange(then, before.panes(), then.length));
  }

  @Test
  void shouldAddUpToTheWindowWhenItIsWholeStrata() {
    // given
    Series series = new Series(SeriesKey.of(Use.RATE, "requests", 5 * MINUTE));
    for (int second = 0; second <= 1_500; second += 10) {
      series.add(second * 1_000L, 7 * second, Restart.NONE);
    }
    // when
    Span span = span(25 * MINUTE - 1, Long.MIN_VALUE);
    double[] sums = sums(series, Strata.until(compared(25 * MINUTE, Long.MIN_VALUE), 10_000));
    // then
    double youngest = 0;
    for (int i = sums.length - 30; i < sums.length; i++) {
      youngest += sums[i];
    }
    assertThat(youngest).isEqualTo(series.sum(span));
  }

  @Test
  void shouldLeaveOutWhatSpeaksOfTheTimeBeforeTheWatermark() {
    // given
    Series series = new Series(SeriesKey.of(Use.RATE, "requests", 5 * MINUTE));
    for (int second = 0; second <= 600; second += 10) {
      series.add(second * 1_000L, second, Restart.NONE);
    }
    // when
    double[] sums = sums(series, Strata.until(compared(601_000, 555_000), 10_000));
    // then the last minute's increases from 560 s on
    assertThat(Arrays.copyOfRange(sums, sums.length - 6, sums.length))
        .containsExactly(0, 0, 0, 10, 10, 10);
    assertThat(Arrays.copyOf(sums, sums.length - 6)).containsOnly(0);
  }

  private static Span compared(long end, long notBefore) {
    return new Span(end, 20 * MINUTE, notBefore);
  }

  private static Span span(long end, long notBefore) {
    return new Span(end, 5 * MINUTE, notBefore);
  }

  private static double[] sums(Series series, Strata strata) {
    double[] sums = new double[strata.allPanes()];
    series.addTo(sums, strata);
    return sums;
  }
}
