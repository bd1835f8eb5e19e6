package io.reflexarc.decider.stream;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.fact.Told;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.ingest.SampleSorter;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.spine.Decided;
import io.reflexarc.decider.spine.DecisionLoop;
import io.reflexarc.decider.spine.Readings;
import io.reflexarc.decider.spine.Rest;
import io.reflexarc.decider.spine.Situation;
import io.reflexarc.decider.spine.TargetState;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Journal;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.decider.window.TargetWindows.Drained;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.TargetSelector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One target in the memory of a task: what the stores hold of it, decoded once, and what is derived
 * from that. Lost and built anew whenever the task moves.
 */
final class TargetEntry {

  private static final String ZONE = "topology.kubernetes.io/zone";

  private final TargetKey key;
  private final String name;
  private final DecisionLoop loop;
  private final Function<List<Rule>, SampleSorter> sorters;
  private final TargetWindows windows = new TargetWindows();
  private final Journal journal = new Journal();
  private final TargetFacts facts = new TargetFacts();
  private final TrendMemo memo = new TrendMemo();
  private final Readings readings = new Readings();
  private @Nullable WorkloadState workload;
  private TargetState state = TargetState.EMPTY;
  private List<Rule> rules = List.of();
  private SampleSorter sorter;
  private long ordersNumber = -1;
  private Fleet fleet;

  /** Ticks before this event time need not be judged. */
  private long restsUntil = Rest.NONE;

  /**
   * @param sorters what sorts samples by these rules; targets with the same rules share one
   */
  TargetEntry(TargetKey key, Terms terms, Function<List<Rule>, SampleSorter> sorters) {
    this.key = key;
    this.name = key.toString();
    this.sorters = sorters;
    this.sorter = sorters.apply(List.of());
    this.loop = new DecisionLoop(key, terms);
    this.fleet = new Fleet(nowhere(key));
  }

  TargetKey key() {
    return key;
  }

  /** Its key as text. */
  String name() {
    return name;
  }

  DecisionLoop loop() {
    return loop;
  }

  TargetWindows windows() {
    return windows;
  }

  /** Which of its scrapes are stored one by one. */
  Journal journal() {
    return journal;
  }

  TargetFacts facts() {
    return facts;
  }

  /** Whether a rule counts a fact. */
  boolean counts(Fact fact) {
    return rules.stream().anyMatch(rule -> rule.counts(fact));
  }

  TargetState state() {
    return state;
  }

  void state(TargetState next) {
    state = next;
    wake();
  }

  /** Something came in: the next tick is judged. */
  void wake() {
    restsUntil = Rest.NONE;
  }

  /** A scrape came in: the tick at which it goes into panes is judged. */
  void wakeAt(long tick) {
    restsUntil = Math.min(restsUntil, tick);
  }

  /** Whether a tick would change nothing. */
  boolean rests(Orders.Snapshot orders, long now) {
    return now < restsUntil && orders.number() == ordersNumber;
  }

  /** A tick was judged, and led to that. */
  void rest(TargetState before, Decided decided, Situation situation, Terms terms) {
    long due = Math.min(windows.dueAt(sorter.retention()), facts.dueAt());
    restsUntil = Rest.until(before, decided, situation, due, terms);
  }

  SampleSorter sorter() {
    return sorter;
  }

  List<Rule> rules() {
    return rules;
  }

  void workload(@Nullable WorkloadState next) {
    wake();
    workload = next;
    fleet = new Fleet(next == null ? nowhere(key) : next);
    ordersNumber = -1;
  }

  /** Finds the rules about it again, if the orders or its labels have changed. */
  void follow(Orders.Snapshot orders) {
    if (orders.number() == ordersNumber) {
      return;
    }
    ordersNumber = orders.number();
    WorkloadState now = workload;
    boolean known = now != null || key.kind().equals(TargetSelector.NODE);
    Map<String, String> labels = now == null ? Map.of() : now.getLabels();
    List<Rule> found =
        known
            ? orders.rules().stream().filter(each -> each.matches(key, labels)).toList()
            : List.of();
    if (!found.equals(rules)) {
      rules = found;
      sorter = sorters.apply(found);
    }
  }

  /** Forgets what was derived from instances that are gone. */
  void expired(Drained drained) {
    if (!drained.expired().isEmpty()) {
      memo.retain(
          windows.instances().stream().map(Instance::id).collect(Collectors.toUnmodifiableSet()));
    }
  }

  /** Whether a tick could change anything. A node may be unwell though no rule asks. */
  boolean isIdle() {
    boolean silent = windows.isEmpty() && facts.isEmpty();
    boolean asked = !rules.isEmpty() || key.kind().equals(TargetSelector.NODE);
    return state.quiet() && (silent || !asked);
  }

  /** Whether its workload, or the node itself, is known to be there. */
  boolean isKnown() {
    return workload != null;
  }

  /** Zone of a node, empty when it is not known. */
  String zone() {
    return fleet.state().getLabels().getOrDefault(ZONE, "");
  }

  /** Whether nothing of it need be remembered. */
  boolean isForgettable() {
    return workload == null && state.quiet() && windows.isEmpty() && facts.isEmpty();
  }

  /**
   * What a decision about it is made from.
   *
   * @param horizon event time up to which all evidence is in
   * @param until what has arrived counts up to this event time
   */
  Situation situation(Orders.Snapshot orders, long heardSince, long horizon, long until, long now) {
    long reach = Math.max(now, latestHeeded(until).orElse(now));
    return new Situation(
        fleet,
        windows,
        new Told(facts, horizon),
        new Told(facts.arrived(until), reach),
        heardSince,
        memo,
        rules,
        orders.controls(),
        now);
  }

  /** Whether a fact is worth a look as soon as it arrives. */
  boolean heeds(Fact fact) {
    return loop.heeds(fact, rules);
  }

  /**
   * Event time of the youngest fact, up to a time, that was worth a look and waits for its grace.
   */
  OptionalLong latestHeeded(long until) {
    return facts.latestWaiting(until, this::heeds);
  }

  /** What its rules say now. */
  List<Judged> judged(Situation situation) {
    return readings.of(situation, state);
  }

  private static WorkloadState nowhere(TargetKey key) {
    return WorkloadState.newBuilder()
        .setTarget(key.toString())
        .setUid("")
        .setGeneration(0)
        .setObservedGeneration(0)
        .setDesiredReplicas(0)
        .setUpdatedReplicas(0)
        .setReadyReplicas(0)
        .setObservedAt(Instant.EPOCH)
        .build();
  }
}
