package io.reflexarc.decider.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.window.Series.Restart;
import io.reflexarc.decider.window.SeriesKey.Use;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final long MINUTE = 60_000;

  @Test
  void shouldCountTheNewValueWhenTheProcessWasStartedAnewThoughTheValueRose() {
    // given
    Series series = new Series(SeriesKey.of(Use.RATE, "requests", 5 * MINUTE));
    series.add(0, 10, Restart.NONE);
    // when
    series.add(10_000, 25, Restart.HAPPENED);
    // then
    assertThat(series.sum(new Span(10_000, MINUTE, Long.MIN_VALUE))).isEqualTo(25);
  }

  @Test
  void shouldBeginAnewWhenACounterWasSilentForTooLong() {
    // given
    Series series = new Series(SeriesKey.of(Use.RATE, "requests", 5 * MINUTE));
    series.add(0, 10, Restart.NONE);
    // when
    series.add(Series.LONGEST_GAP_MILLIS + 1, 5_000, Restart.NONE);
    // then
    assertThat(series.panes()).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatSpeaksOfTheTimeBeforeTheWatermark() {
    // given
    Series series = new Series(SeriesKey.of(Use.RATE, "requests", 5 * MINUTE));
    series.add(0, 0, Restart.NONE);
    series.add(20_000, 100, Restart.NONE);
    series.add(40_000, 130, Restart.NONE);
    // when
    double sum = series.sum(new Span(40_000, 5 * MINUTE, 15_000));
    // then
    assertThat(sum).as("the first increase began before the watermark").isEqualTo(30);
  }

  @Test
  void shouldForgetALevelWhenTheProcessWasStartedAnew() {
    // given
    Series series = new Series(SeriesKey.of(Use.LEVEL, "memory", 5 * MINUTE));
    series.add(0, 500, Restart.NONE);
    // when
    series.add(10_000, 100, Restart.HAPPENED);
    // then
    assertThat(series.panes()).hasSize(1);
    assertThat(series.panes().get(0).mean()).isEqualTo(100);
  }

  @Test
  void shouldTakeLongerPanesWhenTheWindowIsLong() {
    assertThat(SeriesKey.of(Use.RATE, "requests", 5 * MINUTE).paneMillis()).isEqualTo(10_000);
    assertThat(SeriesKey.of(Use.RATE, "requests", 24 * 60 * MINUTE).paneMillis())
        .isEqualTo(720_000);
  }
}
