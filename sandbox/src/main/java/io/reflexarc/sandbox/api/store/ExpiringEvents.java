package io.reflexarc.sandbox.api.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Event objects in the order in which they expire. Not safe for many threads. */
final class ExpiringEvents {

  private record Expiry(Instant at, ObjectKey key) {}

  private final Duration ttl;
  private final ArrayDeque<Expiry> queue = new ArrayDeque<>();

  ExpiringEvents(Duration ttl) {
    this.ttl = ttl;
  }

  void added(ObjectKey key, Instant now) {
    queue.addLast(new Expiry(now.plus(ttl), key));
  }

  void expire(Instant now, Consumer<ObjectKey> drop) {
    Expiry next = queue.peekFirst();
    while (next != null && !next.at().isAfter(now)) {
      queue.removeFirst();
      drop.accept(next.key());
      next = queue.peekFirst();
    }
  }
}
