package io.reflexarc.decider.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.window.Series.Restart;
import io.reflexarc.decider.window.SeriesKey.Use;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever was asked before: a sum is what its panes add up to, the youngest first, bit by bit. */
class SeriesSumTest {

  private static final int RUNS = 400;
  private static final int STEPS = 150;
  private static final long[] LENGTHS = {10_000, 60_000, 300_000};

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void shouldBeWhatWholeNumbersAddUpToWhenWindowsMoveOn() {
    for (int run = 0; run < RUNS; run++) {
      play(1, 1);
    }
  }

  @Test
  void shouldBeWhatFractionsAddUpToWhenWindowsMoveOn() {
    for (int run = 0; run < RUNS; run++) {
      play(0.1, 1);
    }
  }

  @Test
  void shouldBeWhatAnythingAddsUpToWhenWindowsMoveToAndFro() {
    for (int run = 0; run < RUNS; run++) {
      play(random.nextInt(4) == 0 ? 1e13 : 1, LENGTHS.length);
    }
  }

  private void play(double unit, int lengths) {
    Series series = new Series(SeriesKey.of(Use.RATE, "requests", 300_000));
    series.keep(320_000);
    long at = 1_000_000;
    double value = 0;
    for (int step = 0; step < STEPS; step++) {
      at += random.nextInt(6) == 0 ? random.nextLong(200_000) : random.nextLong(20_000);
      value = random.nextInt(40) == 0 ? 0 : value + random.nextInt(100) * unit;
      series.add(at, value, Restart.of(random.nextInt(50) == 0));
      if (random.nextBoolean()) {
        series.expire(at);
      }
      for (int asked = random.nextInt(3); asked > 0; asked--) {
        long end = lengths == 1 ? at : at - random.nextLong(60_000);
        long notBefore = random.nextInt(5) == 0 ? at - random.nextLong(90_000) : Long.MIN_VALUE;
        check(series, new Span(end, LENGTHS[random.nextInt(lengths)], notBefore));
      }
    }
  }

  private static void check(Series series, Span span) {
    List<Pane> panes = series.within(span);
    double sum = 0;
    for (int pane = panes.size() - 1; pane >= 0; pane--) {
      sum += panes.get(pane).sum();
    }
    assertThat(series.sum(span)).as("%s", span).isEqualTo(sum);
  }
}
