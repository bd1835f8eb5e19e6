package io.reflexarc.detector.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Labels that many objects have alike, as the pods of one template do, kept once. Bounded: it
 * forgets everything when it is full, which costs memory for a while and nothing else.
 */
final class SharedLabels {

  private static final int CAPACITY = 50_000;

  private final Map<Map<String, String>, Map<String, String>> known = new ConcurrentHashMap<>();

  Map<String, String> shared(Map<String, String> labels) {
    if (known.size() >= CAPACITY) {
      known.clear();
    }
    Map<String, String> own = Map.copyOf(labels);
    Map<String, String> first = known.putIfAbsent(own, own);
    return first == null ? own : first;
  }
}
