package io.reflexarc.decider.window;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Which series values are of, sorted and each once. Scrapes of one kind share one, so that they
 * hold numbers alone.
 */
public final class Layout {

  private final SeriesKey[] keys;
  private final int hash;

  private Layout(SeriesKey[] keys) {
    this.keys = keys;
    this.hash = Arrays.hashCode(keys);
  }

  /** The layout of these series. */
  public static Layout of(Collection<SeriesKey> series) {
    return new Layout(series.stream().distinct().sorted().toArray(SeriesKey[]::new));
  }

  /** How many series there are. */
  public int size() {
    return keys.length;
  }

  /** One of them, counted from 0. */
  public SeriesKey key(int index) {
    return keys[index];
  }

  /** All of them, sorted. */
  public List<SeriesKey> keys() {
    return List.of(keys);
  }

  /** Where a series is; negative when it is not there. */
  public int indexOf(SeriesKey key) {
    return Arrays.binarySearch(keys, key);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Layout layout
            && hash == layout.hash
            && Arrays.equals(keys, layout.keys));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(keys);
  }
}
