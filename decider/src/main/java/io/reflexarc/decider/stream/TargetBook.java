package io.reflexarc.decider.stream;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.Slot;
import io.reflexarc.decider.fact.TargetFacts.Settled;
import io.reflexarc.decider.ingest.SampleSorter;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.spine.TargetState;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.TargetWindows.Drained;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The targets of a task: in memory to be judged at every tick without decoding anything, and in the
 * stores to survive. Every change is written through; a tick that changes nothing writes nothing.
 */
final class TargetBook {

  static final String SEPARATOR = "\n";

  /** Most sorters that are kept for the next target with the same rules. */
  private static final int MOST_SORTERS = 1_000;

  private final KeyValueStore<String, byte[]> workloads;
  private final KeyValueStore<String, TargetState> states;
  private final KeyValueStore<String, Fact> facts;
  private final KeyValueStore<String, Long> marks;
  private final WindowStores windows;
  private final Terms terms;
  private final TreeMap<String, TargetEntry> entries = new TreeMap<>();
  private final Map<String, Long> marked = new HashMap<>();
  private final Map<List<Rule>, SampleSorter> sorters = new HashMap<>();

  TargetBook(ProcessorContext<?, ?> context, Terms terms, Function<byte[], WorkloadState> decode) {
    this.workloads = context.getStateStore(Names.WORKLOADS);
    this.states = context.getStateStore(Names.TARGETS);
    this.facts = context.getStateStore(Names.FACTS);
    this.marks = context.getStateStore(Names.MARKS);
    this.windows = new WindowStores(context);
    this.terms = terms;
    each(marks, marked::put);
    each(workloads, (key, bytes) -> entry(key).workload(decode.apply(bytes)));
    each(states, (key, state) -> entry(key).state(state));
    each(facts, this::restore);
    windows.restore(this::entry);
  }

  private void restore(String key, Fact fact) {
    String target = targetOf(key);
    entry(target).facts().restore(Slot.placeOf(key.substring(target.length() + 1)), fact);
  }

  static <V> void each(KeyValueStore<String, V> store, BiConsumer<String, V> visitor) {
    try (KeyValueIterator<String, V> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, V> next = all.next();
        visitor.accept(next.key, next.value);
      }
    }
  }

  static String targetOf(String key) {
    return key.substring(0, key.indexOf(SEPARATOR));
  }

  /** A target; made when it is not known. */
  TargetEntry entry(String target) {
    return entries.computeIfAbsent(
        target, text -> new TargetEntry(TargetKey.parse(text), terms, this::sorter));
  }

  private SampleSorter sorter(List<Rule> rules) {
    if (sorters.size() >= MOST_SORTERS) {
      sorters.clear();
    }
    return sorters.computeIfAbsent(rules, SampleSorter::new);
  }

  /** A target; null when it is not known. */
  @Nullable TargetEntry find(String target) {
    return entries.get(target);
  }

  /** All targets of a cluster, sorted. */
  Collection<TargetEntry> of(String cluster) {
    return entries.subMap(cluster + "/", cluster + "0").values();
  }

  /** All targets. */
  Collection<TargetEntry> all() {
    return entries.values();
  }

  void workload(TargetEntry entry, @Nullable WorkloadState state, byte @Nullable [] bytes) {
    entry.workload(state);
    if (bytes == null) {
      workloads.delete(entry.name());
    } else {
      workloads.put(entry.name(), bytes);
    }
  }

  void state(TargetEntry entry, TargetState next) {
    if (next.equals(entry.state())) {
      return;
    }
    entry.state(next);
    if (next.equals(TargetState.EMPTY)) {
      states.delete(entry.name());
    } else {
      states.put(entry.name(), next);
    }
  }

  void waits(TargetEntry entry, Scrape scrape) {
    windows.put(entry, scrape);
  }

  void drained(TargetEntry entry, Drained drained) {
    windows.drained(entry, drained);
  }

  void waits(TargetEntry entry, Fact fact) {
    facts.put(entry.name() + SEPARATOR + Slot.waiting(fact).key(), fact);
  }

  void settled(TargetEntry entry, Settled settled) {
    settled.removed().forEach(slot -> facts.delete(entry.name() + SEPARATOR + slot.key()));
    settled
        .written()
        .forEach((slot, fact) -> facts.put(entry.name() + SEPARATOR + slot.key(), fact));
  }

  /** Forgets a target that is gone. */
  void forget(TargetEntry entry) {
    String key = entry.name();
    entries.remove(key);
    states.delete(key);
    workloads.delete(key);
  }

  /** How far something got; null when it did not begin. */
  @Nullable Long mark(String what) {
    return marked.get(what);
  }

  void mark(String what, long at) {
    marked.put(what, at);
    marks.put(what, at);
  }
}
