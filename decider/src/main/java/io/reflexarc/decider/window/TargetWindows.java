package io.reflexarc.decider.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of a target's samples. Scrapes wait until the time is past their grace and
 * are then taken in the order of their event time, so any order of arrival within the grace leads
 * to the same panes. Bounded: {@link #MOST_INSTANCES} instances, {@link #MOST_SERIES} series,
 * {@link #MOST_PENDING} waiting scrapes.
 *
 * <p>Not safe for use by several threads: each belongs to one stream task.
 */
public final class TargetWindows {

  /** Most instances of one target. */
  public static final int MOST_INSTANCES = 2_000;

  /** Most series of one target. */
  public static final int MOST_SERIES = 128_000;

  /** Most scrapes of one target that wait for their grace to pass. */
  public static final int MOST_PENDING = 10_000;

  private final TreeMap<String, Instance> instances = new TreeMap<>();
  private final TreeMap<PendingKey, Scrape> pending = new TreeMap<>();
  private final Map<String, Measured> byVersion = new HashMap<>();
  private @Nullable Measured whole;
  private long revision;
  private long oldestHeard = Long.MAX_VALUE;

  /** What waits: by event time, then by instance. */
  public record PendingKey(long at, String instance) implements Comparable<PendingKey> {
    private static final Comparator<PendingKey> ORDER =
        Comparator.comparingLong(PendingKey::at).thenComparing(PendingKey::instance);

    @Override
    public int compareTo(PendingKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** What became of a scrape that was offered. */
  public enum Admission {
    /** It waits for its grace to pass. */
    ACCEPTED,
    /** Its time was judged already. */
    LATE,
    /** Too many wait. */
    OVERFLOW
  }

  /**
   * What a drain did.
   *
   * @param touched instances that changed
   * @param refused scrapes not kept because there are too many instances
   * @param expired instances that are gone
   * @param dropped values and scrapes not kept because of a bound
   */
  public record Drained(
      Set<Instance> touched, List<PendingKey> refused, List<String> expired, int dropped) {

    static final Drained NOTHING = new Drained(Set.of(), List.of(), List.of(), 0);
  }

  /** Puts back what was stored. */
  public void restore(Instance instance) {
    put(instance);
    oldestHeard = Math.min(oldestHeard, instance.lastAt());
  }

  /** Puts back a scrape that waited, or that went into panes that were not stored. */
  public void restore(Scrape scrape) {
    pending.put(keyOf(scrape), scrape);
  }

  /** An instance; null when it is not known. */
  public @Nullable Instance find(String id) {
    return instances.get(id);
  }

  /** The scrapes of an instance that wait for their grace to pass. */
  public List<Scrape> waiting(String id) {
    return pending.values().stream().filter(each -> each.instance().equals(id)).toList();
  }

  /** The key under which a scrape waits. */
  public static PendingKey keyOf(Scrape scrape) {
    return new PendingKey(scrape.at(), scrape.instance());
  }

  /**
   * Offers a scrape.
   *
   * @param horizon event time up to which everything was judged
   */
  public Admission offer(Scrape scrape, long horizon) {
    if (scrape.at() <= horizon) {
      return Admission.LATE;
    }
    if (pending.size() >= MOST_PENDING) {
      return Admission.OVERFLOW;
    }
    pending.put(keyOf(scrape), scrape);
    return Admission.ACCEPTED;
  }

  /** Whether a drain up to this horizon would change anything. */
  public boolean hasDue(long horizon) {
    return !pending.isEmpty() && pending.firstKey().at() <= horizon;
  }

  /** The first horizon at which a drain would change anything, if nothing comes in before. */
  public long dueAt(Retention retention) {
    long expires =
        oldestHeard == Long.MAX_VALUE ? oldestHeard : oldestHeard + retention.longestMillis() + 1;
    return pending.isEmpty() ? expires : Math.min(expires, pending.firstKey().at());
  }

  /**
   * Takes every scrape up to the horizon, in order, and forgets what is older than the retention.
   *
   * @param horizon event time, inclusive
   */
  public Drained drain(long horizon, Retention retention) {
    if (!hasDue(horizon) && oldestHeard >= horizon - retention.longestMillis()) {
      return Drained.NOTHING;
    }
    List<PendingKey> taken = new ArrayList<>();
    List<PendingKey> refused = new ArrayList<>();
    TreeMap<String, Instance> touched = new TreeMap<>();
    int dropped = 0;
    int room = hasDue(horizon) ? MOST_SERIES - series() : 0;
    while (hasDue(horizon)) {
      Map.Entry<PendingKey, Scrape> next = pending.pollFirstEntry();
      taken.add(next.getKey());
      Instance instance = instanceOf(next.getValue());
      if (instance == null) {
        refused.add(next.getKey());
        continue;
      }
      instance.keep(retention);
      int before = instance.size();
      dropped += instance.add(next.getValue(), room);
      room -= instance.size() - before;
      touched.put(instance.id(), instance);
    }
    if (!taken.isEmpty()) {
      revision++;
    }
    for (Instance instance : touched.values()) {
      instance.expire(horizon, retention.longestMillis());
      if (instance.isReshaped()) {
        regroup();
      }
    }
    List<String> expired = expire(horizon - retention.longestMillis());
    expired.forEach(touched::remove);
    return new Drained(Set.copyOf(touched.values()), refused, expired, dropped + refused.size());
  }

  private @Nullable Instance instanceOf(Scrape scrape) {
    Instance known = instances.get(scrape.instance());
    if (known != null && known.version().equals(scrape.version())) {
      return known;
    }
    if (known == null && instances.size() >= MOST_INSTANCES) {
      return null;
    }
    Instance fresh = Instance.first(scrape);
    put(fresh);
    oldestHeard = Math.min(oldestHeard, scrape.at());
    return fresh;
  }

  private void put(Instance instance) {
    instances.put(instance.id(), instance);
    regroup();
  }

  /** Instances or their series came or went. */
  private void regroup() {
    byVersion.clear();
    whole = null;
  }

  private List<String> expire(long horizon) {
    if (oldestHeard >= horizon) {
      return List.of();
    }
    List<String> expired = new ArrayList<>();
    oldestHeard = Long.MAX_VALUE;
    for (Iterator<Instance> each = instances.values().iterator(); each.hasNext(); ) {
      Instance instance = each.next();
      if (instance.lastAt() < horizon) {
        expired.add(instance.id());
        each.remove();
      } else {
        oldestHeard = Math.min(oldestHeard, instance.lastAt());
      }
    }
    if (!expired.isEmpty()) {
      regroup();
    }
    return expired;
  }

  private Measured grouped(String version) {
    return Measured.in(
        instances.values().stream().filter(each -> each.version().equals(version)).toList());
  }

  private int series() {
    int all = 0;
    for (Instance instance : instances.values()) {
      all += instance.size();
    }
    return all;
  }

  /** Rises whenever panes change: who has judged a revision need not judge it again. */
  public long revision() {
    return revision;
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return instances.isEmpty() && pending.isEmpty();
  }

  /** All that was measured; its instances are sorted by their id. */
  public Measured measured() {
    Measured known = whole;
    if (known == null) {
      known = Measured.in(instances.values());
      whole = known;
    }
    return known;
  }

  /** What was measured of one version; its instances are sorted by their id. */
  public Measured measured(String version) {
    return byVersion.computeIfAbsent(version, this::grouped);
  }

  /** Its instances, sorted by their id. */
  public List<Instance> instances() {
    return measured().instances();
  }

  /** The instances of one version, sorted by their id. */
  public List<Instance> instancesOf(String version) {
    return measured(version).instances();
  }
}
