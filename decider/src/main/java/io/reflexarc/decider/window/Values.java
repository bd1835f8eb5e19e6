package io.reflexarc.decider.window;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The values of one scrape, in the order of their layout. */
public final class Values {

  private final Layout layout;
  private final double[] numbers;

  /**
   * Takes the array as it is.
   *
   * @throws IllegalArgumentException when there are not as many numbers as series
   */
  public Values(Layout layout, double[] numbers) {
    if (numbers.length != layout.size()) {
      throw new IllegalArgumentException(numbers.length + " values of " + layout.size());
    }
    this.layout = layout;
    this.numbers = numbers;
  }

  /** Values by their series. */
  public static Values of(Map<SeriesKey, Double> bySeries) {
    TreeMap<SeriesKey, Double> sorted = new TreeMap<>(bySeries);
    return new Values(
        Layout.of(sorted.keySet()),
        sorted.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Which series they are of. */
  public Layout layout() {
    return layout;
  }

  /** How many there are. */
  public int size() {
    return numbers.length;
  }

  /** The value of a series, by its place in the layout. */
  public double number(int index) {
    return numbers[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values
        && layout.equals(values.layout)
        && Arrays.equals(numbers, values.numbers);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return layout + " = " + Arrays.toString(numbers);
  }
}
