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
 * When each pod is due: every interval, at a phase of its own that is a function of its uid, so
 * that scrapes spread out and a restart does not move them. Not thread-safe.
 */
final class Agenda {

  private final long interval;
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private final Map<String, Entry> byPod = new HashMap<>();

  Agenda(Duration interval) {
    this.interval = interval.toMillis();
  }

  record Entry(Instant due, String podUid) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = due.compareTo(other.due);
      return byTime == 0 ? podUid.compareTo(other.podUid) : byTime;
    }
  }

  /** Puts a pod on the agenda, if it is not there. */
  void add(String podUid, Instant now) {
    if (!byPod.containsKey(podUid)) {
      put(new Entry(next(podUid, now), podUid));
    }
  }

  void remove(String podUid) {
    Entry entry = byPod.remove(podUid);
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
      put(new Entry(next(entry.podUid(), now), entry.podUid()));
    }
    return due;
  }

  /** When the next one is due. */
  Optional<Instant> next() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  private void put(Entry entry) {
    byPod.put(entry.podUid(), entry);
    entries.add(entry);
  }

  /** The first moment after {@code now} that has the pod's phase. */
  private Instant next(String podUid, Instant now) {
    long phase = Math.floorMod(spread(podUid.hashCode()), interval);
    long past = Math.floorMod(now.toEpochMilli() - phase, interval);
    return Instant.ofEpochMilli(now.toEpochMilli() - past + interval);
  }

  private static long spread(int hash) {
    return (hash * 0x9E3779B97F4A7C15L) >>> 20;
  }
}
