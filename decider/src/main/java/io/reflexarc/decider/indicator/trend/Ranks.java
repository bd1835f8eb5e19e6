package io.reflexarc.decider.indicator.trend;

import java.util.Arrays;

/**
 * The numbers that would stand at some places if all were sorted, found without sorting all (Hoare,
 * "Algorithm 65: Find", CACM 4, 1961). What was found once stands at its place, with nothing
 * greater before it and nothing less behind it.
 */
final class Ranks {

  /** So few are sorted. */
  private static final int FEW = 12;

  private final double[] numbers;

  /**
   * Takes the array as it is and moves its numbers about.
   *
   * @param numbers at least one, each a number
   */
  Ranks(double[] numbers) {
    this.numbers = numbers;
  }

  /** The median; of an even number the mean of both in the middle. */
  double median() {
    int middle = numbers.length / 2;
    double upper = find(middle, 0, numbers.length - 1);
    return numbers.length % 2 == 1 ? upper : (find(middle - 1, 0, middle) + upper) / 2;
  }

  /** The number at a place before the middle, the least at 0; after {@link #median}. */
  double below(int place) {
    return find(place, 0, numbers.length / 2);
  }

  /** The number at a place behind the middle; after {@link #median}. */
  double above(int place) {
    return find(place, numbers.length / 2, numbers.length - 1);
  }

  private double find(int place, int from, int to) {
    int low = from;
    int high = to;
    while (high - low > FEW) {
      double pivot = middleOf(numbers[low], numbers[(low + high) >>> 1], numbers[high]);
      int left = low;
      int right = high;
      while (left <= right) {
        while (numbers[left] < pivot) {
          left++;
        }
        while (numbers[right] > pivot) {
          right--;
        }
        if (left <= right) {
          double kept = numbers[left];
          numbers[left++] = numbers[right];
          numbers[right--] = kept;
        }
      }
      high = place <= right ? right : high;
      low = place >= left ? left : low;
      if (place > right && place < left) {
        return pivot;
      }
    }
    Arrays.sort(numbers, low, high + 1);
    return numbers[place];
  }

  private static double middleOf(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
