package io.reflexarc.decider.window;

import java.util.Optional;

/**
 * One series that a policy watches in every instance of its target: all samples that a selector
 * matches, added up.
 *
 * @param use how its values add up over time
 * @param selector the selector in its canonical form
 * @param paneMillis length of its panes, milliseconds, at least 1000
 */
public record SeriesKey(Use use, String selector, long paneMillis)
    implements Comparable<SeriesKey> {

  /** The shortest pane; longer windows take longer panes, so that a window has few of them. */
  public static final long SHORTEST_PANE_MILLIS = 10_000;

  private static final String BOUND = "|le=";

  /** Before the value of a label; a character that no selector holds. */
  private static final String BESIDE = "\u001f";

  /** How many panes a window has at most. */
  public static final int MOST_PANES = 120;

  /** How the values of a series add up. */
  public enum Use {
    /** A counter: what counts is its increase. */
    RATE,
    /** A gauge: what counts is its level. */
    LEVEL,
    /** A gauge: what counts is its highest level. */
    HIGHEST,
    /** A gauge: what counts is its lowest level. */
    LOWEST,
    /** The buckets of a histogram, each a series of its own: what counts is its increase. */
    BUCKETS,
    /** Of any kind: what counts is when it was last there. */
    PRESENCE
  }

  /**
   * @throws IllegalArgumentException when the pane is shorter than a second
   */
  public SeriesKey {
    if (paneMillis < 1_000) {
      throw new IllegalArgumentException("a pane of " + paneMillis + " ms is shorter than 1 s");
    }
  }

  /** The series of a selector, with panes that fit windows of this length. */
  public static SeriesKey of(Use use, String selector, long windowMillis) {
    long most = MOST_PANES * SHORTEST_PANE_MILLIS;
    long shortest = Math.max(1, (windowMillis + most - 1) / most);
    return new SeriesKey(use, selector, shortest * SHORTEST_PANE_MILLIS);
  }

  /** The series of one bucket, when this is the series of a histogram. */
  public SeriesKey bucket(double upperBound) {
    return new SeriesKey(use, selector + BOUND + upperBound, paneMillis);
  }

  /** The series that a rule asks for: the histogram of a bucket, all values of one; itself else. */
  SeriesKey whole() {
    int bound = use == Use.BUCKETS ? selector.lastIndexOf(BOUND) : selector.indexOf(BESIDE);
    return bound < 0 ? this : new SeriesKey(use, selector.substring(0, bound), paneMillis);
  }

  /** Whether the youngest value of a pane says more than its sum. */
  public boolean keepsLevels() {
    return switch (use) {
      case LEVEL, HIGHEST, LOWEST -> true;
      case RATE, BUCKETS, PRESENCE -> false;
    };
  }

  /** Whether this is one bucket of that histogram. */
  public boolean isBucketOf(SeriesKey histogram) {
    return use == Use.BUCKETS
        && paneMillis == histogram.paneMillis
        && selector.startsWith(histogram.selector + BOUND);
  }

  /** The series of one value of a label, when this is the series of all together. */
  public SeriesKey value(String label, String value) {
    return new SeriesKey(use, selector + BESIDE + label + "=" + value, paneMillis);
  }

  /** The value of a label that this is the series of; empty when it is another series. */
  Optional<String> valueOf(SeriesKey all, String label) {
    String prefix = all.selector + BESIDE + label + "=";
    return use == all.use && paneMillis == all.paneMillis && selector.startsWith(prefix)
        ? Optional.of(selector.substring(prefix.length()))
        : Optional.empty();
  }

  /** The upper bound of a bucket, maybe infinite. */
  public double upperBound() {
    return Double.parseDouble(selector.substring(selector.lastIndexOf(BOUND) + BOUND.length()));
  }

  /** Index of the pane that an instant falls into. */
  public long paneOf(long at) {
    return Math.floorDiv(at, paneMillis);
  }

  /** Asked for with every sample: by hand it takes half the time. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof SeriesKey key
            && use == key.use
            && paneMillis == key.paneMillis
            && selector.equals(key.selector));
  }

  @Override
  public int hashCode() {
    return (selector.hashCode() * 31 + use.ordinal()) * 31 + Long.hashCode(paneMillis);
  }

  @Override
  public int compareTo(SeriesKey other) {
    int byUse = use.compareTo(other.use);
    if (byUse != 0) {
      return byUse;
    }
    int bySelector = selector.compareTo(other.selector);
    return bySelector != 0 ? bySelector : Long.compare(paneMillis, other.paneMillis);
  }
}
