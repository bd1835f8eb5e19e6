package io.reflexarc.sandbox.api.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners, and the changes that they have not been told of. The queue holds no more than what
 * one write caused: it is emptied before the store's lock is released.
 */
final class Deliveries {

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
  private final ArrayDeque<StoreEvent> waiting = new ArrayDeque<>();
  private final AtomicLong failures = new AtomicLong();

  void add(StoreListener listener) {
    listeners.add(listener);
  }

  void remove(StoreListener listener) {
    listeners.remove(listener);
  }

  void publish(StoreEvent event) {
    waiting.addLast(event);
  }

  /** Tells all listeners of the oldest change. False when there was none. */
  boolean deliverOne() {
    StoreEvent event = waiting.pollFirst();
    if (event == null) {
      return false;
    }
    for (StoreListener listener : listeners) {
      try {
        listener.changed(event);
      } catch (RuntimeException failure) {
        failures.incrementAndGet();
        LOG.error("A listener failed on {} {}", event.change(), event.type().plural(), failure);
      }
    }
    return true;
  }

  long failures() {
    return failures.get();
  }
}
