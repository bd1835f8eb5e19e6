package io.reflexarc.decider.window;

/**
 * What one series did in one stretch of event time.
 *
 * @param index start divided by the pane's length
 * @param sum of a counter its increases, of a gauge its values, or the highest or lowest of them
 * @param count samples that fell into the pane, at least 1
 * @param last value of the youngest of them; 0 where it is no level
 * @param coveredFrom the oldest event time that {@code sum} speaks of: an increase speaks of all
 *     the time since the sample before it
 */
public record Pane(long index, double sum, int count, double last, long coveredFrom) {

  /**
   * @throws IllegalArgumentException when nothing fell into it
   */
  public Pane {
    if (count < 1) {
      throw new IllegalArgumentException("pane " + index + " has " + count + " samples");
    }
  }

  /** Mean of a gauge's values. */
  public double mean() {
    return sum / count;
  }
}
