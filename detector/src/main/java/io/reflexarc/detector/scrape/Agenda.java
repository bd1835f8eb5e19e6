package io.reflexarc.detector.scrape;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * When each endpoint is due: every interval of its own, at a phase that is a function of its id, so
 * that scrapes spread out and a restart does not move them. Not thread-safe.
 */
final class Agenda {

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private final Map<String, Entry> byId = new HashMap<>();

  record Entry(Instant due, String id, long interval) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = due.compareTo(other.due);
      return byTime == 0 ? id.compareTo(other.id) : byTime;
    }
  }

  /** Puts an endpoint on the agenda, if it is not there with that interval. */
  void add(String id, Duration interval, Instant now) {
    long millis = interval.toMillis();
    Entry known = byId.get(id);
    if (known == null || known.interval() != millis) {
      remove(id);
      put(new Entry(next(id, millis, now), id, millis));
    }
  }

  void remove(String id) {
    Entry entry = byId.remove(id);
    if (entry != null) {
      entries.remove(entry);
    }
  }

  /** Takes those that are due; each is due again an interval later. Missed ones are left out. */
  List<Entry> due(Instant now) {
    List<Entry> due = new ArrayList<>();
    while (!entries.isEmpty() && !entries.peek().due().isAfter(now)) {
      Entry entry = entries.poll();
      due.add(entry);
      put(new Entry(next(entry.id(), entry.interval(), now), entry.id(), entry.interval()));
    }
    return due;
  }

  /** When the next one is due. */
  Optional<Instant> next() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  private void put(Entry entry) {
    byId.put(entry.id(), entry);
    entries.add(entry);
  }

  /** The first moment after {@code now} that has the endpoint's phase. */
  private static Instant next(String id, long interval, Instant now) {
    long phase = Math.floorMod(spread(id.hashCode()), interval);
    long past = Math.floorMod(now.toEpochMilli() - phase, interval);
    return Instant.ofEpochMilli(now.toEpochMilli() - past + interval);
  }

  private static long spread(int hash) {
    return (hash * 0x9E3779B97F4A7C15L) >>> 20;
  }
}
