package io.reflexarc.sandbox.api.store;

import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The latest changes, for watches that resume and lists of the past. Not safe for many threads. */
final class EventLog {

  private final int capacity;
  private final ArrayDeque<StoreEvent> events = new ArrayDeque<>();
  private long compacted;

  EventLog(int capacity, long start) {
    this.capacity = capacity;
    this.compacted = start;
  }

  void add(StoreEvent event) {
    events.addLast(event);
    while (events.size() > capacity) {
      compacted = events.removeFirst().resourceVersion();
    }
  }

  /** Forgets everything up to this version, as a compaction does. */
  void compact(long upTo) {
    while (!events.isEmpty() && events.getFirst().resourceVersion() <= upTo) {
      events.removeFirst();
    }
    compacted = Math.max(compacted, upTo);
  }

  /** The newest version whose change is forgotten; states from this one on can be told. */
  long compacted() {
    return compacted;
  }

  /** Changes after this version, oldest first. */
  List<StoreEvent> after(long version) {
    List<StoreEvent> newestFirst = new ArrayList<>();
    Iterator<StoreEvent> backwards = events.descendingIterator();
    while (backwards.hasNext()) {
      StoreEvent event = backwards.next();
      if (event.resourceVersion() <= version) {
        break;
      }
      newestFirst.add(event);
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Changes of this type after this version, oldest first. */
  List<StoreEvent> after(long version, ResourceType type) {
    return after(version).stream()
        .filter(event -> event.type().storage().equals(type.storage()))
        .toList();
  }
}
