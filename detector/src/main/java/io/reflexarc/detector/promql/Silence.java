package io.reflexarc.detector.promql;

import io.reflexarc.detector.attribution.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instances that a group has measured, to tell which of them have fallen silent. An instance is
 * forgotten after some runs without it, or when there is no room. Thread-safe.
 */
final class Silence {

  private static final int RUNS = 5;
  private static final int MOST = 20_000;

  private final Duration patience;
  private final Map<Instance, Instant> heard = new LinkedHashMap<>();

  Silence(Duration interval) {
    this.patience = interval.multipliedBy(RUNS);
  }

  /** Those that were measured lately and are not among these. */
  synchronized List<Instance> after(Collection<Instance> measured, Instant due) {
    heard.values().removeIf(at -> at.isBefore(due.minus(patience)));
    List<Instance> silent = new ArrayList<>();
    for (Instance instance : heard.keySet()) {
      if (!measured.contains(instance)) {
        silent.add(instance);
      }
    }
    for (Instance instance : measured) {
      if (heard.size() < MOST || heard.containsKey(instance)) {
        heard.put(instance, due);
      }
    }
    return silent;
  }
}
