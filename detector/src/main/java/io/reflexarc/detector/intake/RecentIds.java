package io.reflexarc.detector.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Ids of facts that the brokers have, the oldest forgotten first. Thread-safe. */
final class RecentIds {

  private final int most;
  private final Set<String> ids = new HashSet<>();
  private final Deque<String> byAge = new ArrayDeque<>();

  RecentIds(int most) {
    this.most = most;
  }

  synchronized boolean contains(String id) {
    return ids.contains(id);
  }

  synchronized void add(String id) {
    if (ids.add(id)) {
      byAge.addLast(id);
      if (byAge.size() > most) {
        ids.remove(byAge.removeFirst());
      }
    }
  }
}
