package io.reflexarc.decider.indicator.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RanksTest {

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void shouldFindWhatSortingFinds() {
    for (int run = 0; run < 3_000; run++) {
      // given
      double[] numbers = numbers(1 + random.nextInt(450));
      double[] sorted = numbers.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      int below = random.nextInt(middle + 1);
      int above = random.nextInt(middle, sorted.length);

      // when
      Ranks ranks = new Ranks(numbers);

      // then
      double median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      assertThat(ranks.median()).isEqualTo(median);
      assertThat(ranks.below(below)).isEqualTo(sorted[below]);
      assertThat(ranks.above(above)).isEqualTo(sorted[above]);
    }
  }

  @Test
  void shouldTellByCountingWhetherALineRises() {
    for (int run = 0; run < 3_000; run++) {
      // given
      double[] values = numbers(1 + random.nextInt(30));
      double[] seconds = new double[values.length];
      for (int i = 1; i < seconds.length; i++) {
        seconds[i] = seconds[i - 1] + 10 * (1 + random.nextInt(3));
      }
      // then
      assertThat(TheilSen.rises(seconds, values)).isEqualTo(TheilSen.fit(seconds, values).rises());
    }
  }

  /** Many alike, rising, or anything. */
  private double[] numbers(int size) {
    double[] numbers = new double[size];
    int kinds = random.nextInt(1, 4) * random.nextInt(1, 400);
    boolean rising = random.nextInt(3) == 0;
    for (int i = 0; i < size; i++) {
      numbers[i] = (rising ? i : 0) + random.nextInt(kinds) - kinds / 2;
    }
    return numbers;
  }
}
