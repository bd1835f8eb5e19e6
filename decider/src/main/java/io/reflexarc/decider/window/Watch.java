package io.reflexarc.decider.window;

import io.reflexarc.schemas.policy.MetricSelector;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A series that a policy watches, and which samples belong to it.
 *
 * @param key the series
 * @param selector which samples belong to it
 * @param label the label of which each value is a series of its own; empty where all are one
 */
public record Watch(SeriesKey key, MetricSelector selector, Optional<String> label) {

  /** What an indicator over windows of this length watches. */
  public static Watch of(SeriesKey.Use use, MetricSelector selector, long windowMillis) {
    return new Watch(
        SeriesKey.of(use, canonical(selector), windowMillis), selector, Optional.empty());
  }

  /** What an indicator watches in panes of this length, milliseconds. */
  public static Watch inPanes(SeriesKey.Use use, MetricSelector selector, long paneMillis) {
    return new Watch(
        new SeriesKey(use, canonical(selector), paneMillis), selector, Optional.empty());
  }

  /** The same, each value of a label by itself. */
  public Watch by(String name) {
    return new Watch(key, selector, Optional.of(name));
  }

  private static String canonical(MetricSelector selector) {
    return selector.metric() + new TreeMap<>(selector.where());
  }
}
