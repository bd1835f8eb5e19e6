package io.reflexarc.decider.window;

import io.reflexarc.schemas.policy.MetricSelector;
import java.util.TreeMap;

/**
 * A series that a policy watches, and which samples belong to it.
 *
 * @param key the series
 * @param selector which samples belong to it
 */
public record Watch(SeriesKey key, MetricSelector selector) {

  /** What an indicator over windows of this length watches. */
  public static Watch of(SeriesKey.Use use, MetricSelector selector, long windowMillis) {
    return new Watch(SeriesKey.of(use, canonical(selector), windowMillis), selector);
  }

  private static String canonical(MetricSelector selector) {
    return selector.metric() + new TreeMap<>(selector.where());
  }
}
