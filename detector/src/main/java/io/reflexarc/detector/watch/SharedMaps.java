package io.reflexarc.detector.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Labels or ports that many objects have alike, as the pods of one template do, kept once. Bounded:
 * it forgets everything when it is full, which costs memory for a while and nothing else.
 */
final class SharedMaps<V> {

  private static final int CAPACITY = 50_000;

  private final Map<Map<String, V>, Map<String, V>> known = new ConcurrentHashMap<>();

  Map<String, V> shared(Map<String, V> alike) {
    if (known.size() >= CAPACITY) {
      known.clear();
    }
    Map<String, V> own = Map.copyOf(alike);
    Map<String, V> first = known.putIfAbsent(own, own);
    return first == null ? own : first;
  }
}
