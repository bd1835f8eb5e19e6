package io.reflexarc.decider.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that is remembered of a target's facts: instants that a policy counts, for as long as its
 * window, and for each state the last record that spoke of it. Facts wait until the time is past
 * their grace and are then taken in the order of their event time, so any order of arrival within
 * the grace leads to the same. One that comes later still counts, from the next tick on: whoever
 * tells of an alert or of what happened while nobody looked comes late, and it is true all the
 * same. A fact that is told again, with the same id, counts once.
 *
 * <p>Bounded: {@link #MOST_WAITING} waiting, {@link #MOST_OF_A_TYPE} instants of each of {@link
 * #MOST_TYPES} types, {@link #MOST_STATES} states; each at most {@link Fact#MOST_TEXT} characters.
 *
 * <p>Not safe for use by several threads: each belongs to one stream task.
 */
public final class TargetFacts implements Facts {

  /** Most facts that wait for their grace to pass. */
  public static final int MOST_WAITING = 2_000;

  /** Most instants of one type; the oldest make room. */
  public static final int MOST_OF_A_TYPE = 1_000;

  /** Most types of which instants are kept. */
  public static final int MOST_TYPES = 32;

  /** Most states; those that ended make room. */
  public static final int MOST_STATES = 1_000;

  /** How long a state that ended is remembered, in case that its begin is told after its end. */
  public static final long ENDED_KEPT_MILLIS = 1_800_000;

  private static final long SWEEP_MILLIS = 10_000;

  private final TreeSet<Fact> waiting = new TreeSet<>();
  private final Map<String, TreeSet<Fact>> instants = new TreeMap<>();
  private final Map<String, Set<String>> ids = new HashMap<>();
  private final TreeMap<String, Fact> states = new TreeMap<>();
  private long revision;
  private long swept = Long.MIN_VALUE;

  /** What became of a fact that was offered. */
  public enum Admission {
    /** It waits for its grace to pass. */
    ACCEPTED,
    /** It is known already. */
    REPEATED,
    /** No window reaches back to it. */
    LATE,
    /** Too many wait. */
    OVERFLOW
  }

  /**
   * What settling did.
   *
   * @param removed slots that are free now
   * @param written slots that hold another fact now
   * @param dropped facts not kept because of a bound
   */
  public record Settled(Set<Slot> removed, Map<Slot, Fact> written, int dropped) {

    static final Settled NOTHING = new Settled(Set.of(), Map.of(), 0);

    /** Whether nothing happened. */
    public boolean isEmpty() {
      return removed.isEmpty() && written.isEmpty() && dropped == 0;
    }
  }

  /** Puts back what was stored. */
  public void restore(Slot.Place place, Fact fact) {
    switch (place) {
      case WAITING -> waiting.add(fact);
      case INSTANT -> keep(fact);
      case STATE -> states.put(fact.state(), fact);
    }
  }

  /**
   * Offers a fact.
   *
   * @param oldest instants up to this event time are in no window
   */
  public Admission offer(Fact fact, long oldest) {
    if (!fact.stands() && fact.at() <= oldest) {
      return Admission.LATE;
    }
    if (waiting.contains(fact) || isKept(fact)) {
      return Admission.REPEATED;
    }
    if (waiting.size() >= MOST_WAITING) {
      return Admission.OVERFLOW;
    }
    waiting.add(fact);
    return Admission.ACCEPTED;
  }

  private boolean isKept(Fact fact) {
    return fact.stands()
        ? fact.equals(states.get(fact.state()))
        : ids.getOrDefault(fact.type(), Set.of()).contains(fact.id());
  }

  /**
   * Takes every fact up to the horizon, in order, and forgets what is older than the retention.
   *
   * @param horizon event time, inclusive
   * @param retentionMillis how long instants are kept
   * @param counted which facts are kept as instants
   */
  public Settled settle(long horizon, long retentionMillis, Predicate<Fact> counted) {
    boolean due = !waiting.isEmpty() && waiting.first().at() <= horizon;
    boolean sweep = horizon - swept >= SWEEP_MILLIS || swept == Long.MIN_VALUE;
    if (!due && !sweep) {
      return Settled.NOTHING;
    }
    Settling settling = new Settling();
    while (!waiting.isEmpty() && waiting.first().at() <= horizon) {
      Fact fact = waiting.first();
      waiting.remove(fact);
      settling.removed.add(Slot.of(Slot.Place.WAITING, fact));
      if (fact.stands()) {
        settling.state(fact);
      }
      if (fact.at() > horizon - retentionMillis && counted.test(fact)) {
        settling.instant(fact);
      }
    }
    if (sweep) {
      swept = horizon;
      settling.sweep(horizon - retentionMillis, horizon - ENDED_KEPT_MILLIS);
    }
    revision += settling.changed() ? 1 : 0;
    return settling.done();
  }

  /**
   * The first horizon at which settling would change anything, if nothing comes in before; the
   * earliest there is while facts wait.
   */
  public long dueAt() {
    if (isEmpty()) {
      return Long.MAX_VALUE;
    }
    return waiting.isEmpty() && swept != Long.MIN_VALUE ? swept + SWEEP_MILLIS : Long.MIN_VALUE;
  }

  private boolean keep(Fact fact) {
    if (!instants.containsKey(fact.type()) && instants.size() >= MOST_TYPES) {
      return false;
    }
    if (!ids.computeIfAbsent(fact.type(), type -> new HashSet<>()).add(fact.id())) {
      return false;
    }
    instants.computeIfAbsent(fact.type(), type -> new TreeSet<>()).add(fact);
    return true;
  }

  /** Rises whenever what is settled changes. */
  @Override
  public Object revision() {
    return revision;
  }

  /**
   * The facts as if there were no grace to wait out.
   *
   * @param until those that wait count up to this event time
   */
  public Facts arrived(long until) {
    if (waiting.isEmpty()) {
      return this;
    }
    List<Fact> early = waiting.stream().takeWhile(fact -> fact.at() <= until).toList();
    return early.isEmpty() ? this : new ArrivedFacts(this, early);
  }

  /** Event time of the youngest such fact that waits, up to a time. */
  public OptionalLong latestWaiting(long until, Predicate<Fact> such) {
    if (waiting.isEmpty()) {
      return OptionalLong.empty();
    }
    return waiting.descendingSet().stream()
        .filter(fact -> fact.at() <= until)
        .filter(such)
        .mapToLong(Fact::at)
        .findFirst();
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return waiting.isEmpty() && instants.isEmpty() && states.isEmpty();
  }

  @Override
  public Collection<Fact> instants(String type) {
    TreeSet<Fact> kept = instants.get(type);
    return kept == null ? List.of() : List.copyOf(kept);
  }

  @Override
  public Collection<Fact> states(String type) {
    return states.isEmpty()
        ? List.of()
        : states.values().stream().filter(fact -> fact.type().equals(type)).toList();
  }

  @Override
  public Collection<Fact> all() {
    return Stream.concat(
            states.values().stream(), instants.values().stream().flatMap(Collection::stream))
        .toList();
  }

  /** What changes while facts are taken. */
  private final class Settling {

    private final Set<Slot> removed = new HashSet<>();
    private final Map<Slot, Fact> written = new HashMap<>();
    private int dropped;
    private boolean changed;

    boolean changed() {
      return changed;
    }

    private void write(Slot slot, Fact fact) {
      removed.remove(slot);
      written.put(slot, fact);
      changed = true;
    }

    private void remove(Slot slot) {
      written.remove(slot);
      removed.add(slot);
      changed = true;
    }

    void state(Fact fact) {
      Fact known = states.get(fact.state());
      if (known != null && known.compareTo(fact) >= 0) {
        return;
      }
      if (known == null && states.size() >= MOST_STATES && !makeRoom()) {
        dropped++;
        return;
      }
      states.put(fact.state(), fact);
      write(Slot.of(Slot.Place.STATE, fact), fact);
    }

    private boolean makeRoom() {
      List<Fact> ended = states.values().stream().filter(Fact::ended).sorted().toList();
      if (ended.isEmpty()) {
        return false;
      }
      states.remove(ended.get(0).state());
      remove(Slot.of(Slot.Place.STATE, ended.get(0)));
      return true;
    }

    void instant(Fact fact) {
      if (ids.getOrDefault(fact.type(), Set.of()).contains(fact.id())) {
        return;
      }
      if (!keep(fact)) {
        dropped++;
        return;
      }
      write(Slot.of(Slot.Place.INSTANT, fact), fact);
      TreeSet<Fact> kept = instants.getOrDefault(fact.type(), new TreeSet<>());
      if (kept.size() > MOST_OF_A_TYPE) {
        dropped++;
        forget(kept, kept.first());
      }
    }

    private void forget(TreeSet<Fact> kept, Fact fact) {
      kept.remove(fact);
      ids.getOrDefault(fact.type(), new HashSet<>()).remove(fact.id());
      remove(Slot.of(Slot.Place.INSTANT, fact));
    }

    void sweep(long oldestInstant, long oldestEnded) {
      for (TreeSet<Fact> kept : instants.values()) {
        while (!kept.isEmpty() && kept.first().at() <= oldestInstant) {
          forget(kept, kept.first());
        }
      }
      instants.values().removeIf(Set::isEmpty);
      ids.values().removeIf(Set::isEmpty);
      List<Fact> ended = new ArrayList<>(states.values());
      ended.removeIf(fact -> !fact.ended() || fact.at() > oldestEnded);
      for (Fact fact : ended) {
        states.remove(fact.state());
        remove(Slot.of(Slot.Place.STATE, fact));
      }
    }

    Settled done() {
      return new Settled(removed, written, dropped);
    }
  }
}
