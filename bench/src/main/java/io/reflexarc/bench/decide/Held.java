package io.reflexarc.bench.decide;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.fact.Told;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.ingest.SampleSorter;
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
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;

/** A target as a decider's task holds it, by the decider's own code, without Kafka and stores. */
final class Held {

  private static final long GRACE_MILLIS = 2_000;

  private final TargetWindows windows = new TargetWindows();
  private final TargetFacts facts = new TargetFacts();
  private final TrendMemo memo = new TrendMemo();
  private final Readings readings = new Readings();
  private final DecisionLoop loop;
  private final Fleet fleet;
  private final List<Rule> rules;
  private final SampleSorter sorter;
  private final long heardSince;
  private TargetState state = TargetState.EMPTY;
  private long horizon = Long.MIN_VALUE;
  private long restsUntil = Rest.NONE;

  /**
   * @param sorter of these rules, which targets share
   * @param heardSince since when facts are told, event time
   */
  Held(WorkloadState workload, List<Rule> rules, SampleSorter sorter, long heardSince) {
    this.loop = new DecisionLoop(TargetKey.parse(workload.getTarget()), Terms.DEFAULT);
    this.fleet = new Fleet(workload);
    this.rules = rules;
    this.sorter = sorter;
    this.heardSince = heardSince;
  }

  void scrape(MetricSamples samples) {
    sorter.sort(samples).scrape().ifPresent(this::offer);
  }

  private void offer(Scrape scrape) {
    windows.offer(scrape, horizon);
    restsUntil = Math.min(restsUntil, scrape.at() + GRACE_MILLIS);
  }

  void fact(HealthEvent event) {
    Fact.of(event).ifPresent(fact -> facts.offer(fact, Long.MIN_VALUE));
    restsUntil = Rest.NONE;
  }

  /** One tick; how many statements it led to. */
  int tick(long now) {
    horizon = now - GRACE_MILLIS;
    if (now < restsUntil) {
      return 0;
    }
    windows.drain(horizon, sorter.retention());
    facts.settle(horizon, sorter.retention().longestMillis(), this::counts);
    Situation situation =
        new Situation(
            fleet,
            windows,
            new Told(facts, horizon),
            new Told(facts.arrived(now), now),
            heardSince,
            memo,
            rules,
            Map.of(),
            now);
    Decided decided = loop.tick(state, situation, readings.of(situation, state));
    long due = Math.min(windows.dueAt(sorter.retention()), facts.dueAt());
    restsUntil = Rest.until(state, decided, situation, due, Terms.DEFAULT);
    state = decided.state();
    return decided.audit().size();
  }

  private boolean counts(Fact fact) {
    return rules.stream().anyMatch(rule -> rule.counts(fact));
  }

  /** How many series are kept of it. */
  int series() {
    int series = 0;
    for (Instance instance : windows.instances()) {
      series += instance.series().size();
    }
    return series;
  }
}
