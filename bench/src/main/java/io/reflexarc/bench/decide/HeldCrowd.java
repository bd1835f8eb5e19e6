package io.reflexarc.bench.decide;

import io.reflexarc.decider.ingest.SampleSorter;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import java.util.ArrayList;
import java.util.List;

/** All workloads of a crowd, held as {@link Held}; plays one second of event time after another. */
final class HeldCrowd {

  private static final long START_MILLIS = 1_760_000_000_000L;

  /** A target is told of at most once in so many seconds: once is no trouble. */
  private static final int SECONDS_A_FACT = 1_000;

  private final Crowd crowd;
  private final Signals signals = new Signals(START_MILLIS);
  private final List<Held> targets = new ArrayList<>();
  private final List<Coming> coming = new ArrayList<>();
  private long second;
  private long statements;

  /** A scrape of a workload. */
  private record Coming(int workload, MetricSamples samples) {}

  HeldCrowd(Crowd crowd, List<Rule> rules) {
    this.crowd = crowd;
    SampleSorter sorter = new SampleSorter(rules);
    for (int workload = 0; workload < crowd.workloads(); workload++) {
      targets.add(
          new Held(signals.workload(workload, crowd.podsEach()), rules, sorter, START_MILLIS));
    }
  }

  /** Makes the scrapes of the next second. */
  void prepare() {
    second++;
    coming.clear();
    for (int workload = 0; workload < crowd.workloads(); workload++) {
      for (int pod = 0; pod < crowd.podsEach(); pod++) {
        if (crowd.scrapes(workload, pod, second)) {
          coming.add(new Coming(workload, signals.scrape(workload, pod, now())));
        }
      }
    }
  }

  private long now() {
    return START_MILLIS + second * 1_000;
  }

  /**
   * Takes in the scrapes that were prepared and maybe a fact, and gives every target its tick.
   *
   * @return how many scrapes
   */
  int play() {
    for (Coming each : coming) {
      targets.get(each.workload()).scrape(each.samples());
    }
    int told = (int) (second % Math.max(SECONDS_A_FACT, crowd.workloads()));
    if (told < crowd.workloads()) {
      HealthEvent fact = Signals.oomKilled(told, 0, now());
      targets.get(told).fact(fact);
    }
    for (Held target : targets) {
      statements += target.tick(now());
    }
    int scrapes = coming.size();
    coming.clear();
    return scrapes;
  }

  /** Plays so many seconds of event time. */
  void play(int seconds) {
    for (int i = 0; i < seconds; i++) {
      prepare();
      play();
    }
  }

  /** How much was said so far: nothing, while all are well. */
  long statements() {
    return statements;
  }

  /** How many series are kept of all. */
  long series() {
    return targets.stream().mapToLong(Held::series).sum();
  }
}
