package io.reflexarc.bench.comparison;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import io.reflexarc.decider.indicator.versus.SequentialTest;
import java.util.ArrayList;
import java.util.List;

/**
 * How often versions that are alike are called worse within an hour in which one looks every
 * second, and how soon a worse one is. The peer is a test for one look, at the same level, in the
 * same hours.
 */
public final class Comparison implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "comparison";

  private static final double PERCENT = 100;

  /** Requests that take longer than the limit are what fails: 1 % is the 99th percentile. */
  private static final List<Traffic> ALIKE =
      List.of(
          Traffic.alike("errors.0.05%.50/s", 50, 50, 0.0005),
          Traffic.alike("errors.0.5%.10/s", 10, 10, 0.005),
          Traffic.alike("errors.1%.200/s", 200, 200, 0.01),
          Traffic.alike("errors.5%.10/s", 10, 10, 0.05),
          Traffic.alike("errors.30%.2/s", 2, 2, 0.3),
          Traffic.alike("errors.1%.canary", 5, 45, 0.01),
          Traffic.alike("errors.outages", 20, 20, 0.001).withOutages(0.4),
          Traffic.alike("latency.p99.50/s", 50, 50, 0.01),
          Traffic.alike("latency.p90.10/s", 10, 10, 0.1),
          Traffic.alike("bursts-of-5", 50, 50, 0.01).inBursts(5));

  /**
   * Of log-normal times of which 99 % take at most 200 ms, 0.09 % take 300; twice as slow, 3.8 %.
   */
  private static final List<Traffic> UNLIKE =
      List.of(
          Traffic.unlike("errors.3%-0.05%.10/s", 10, 0.03, 0.0005),
          Traffic.unlike("errors.3%-0.05%.50/s", 50, 0.03, 0.0005),
          Traffic.unlike("errors.1%-0.5%.10/s", 10, 0.01, 0.005),
          Traffic.unlike("errors.1%-0.5%.50/s", 50, 0.01, 0.005),
          Traffic.unlike("errors.1%-0.5%.200/s", 200, 0.01, 0.005),
          Traffic.unlike("latency.doubled.10/s", 10, 0.038, 0.0009));

  private final int runs;

  /**
   * @param runs hours of each traffic
   * @throws IllegalArgumentException when there is none
   */
  public Comparison(int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1");
    }
    this.runs = runs;
  }

  @Override
  public void run(Board board) {
    board.say(NAME + ": " + runs + " hours of each traffic");
    Watcher peer = new AtEachLook(SequentialTest.ALPHA);
    List<Figure> figures = new ArrayList<>();
    for (Traffic traffic : ALIKE) {
      Calls ours = Calls.of(new Sequential(), traffic, runs);
      Calls theirs = Calls.of(peer, traffic, runs);
      figures.add(
          new Figure(
              "alike." + traffic.name(),
              ours.called() * PERCENT,
              "% of hours",
              theirs.called() * PERCENT));
      board.say(figures.get(figures.size() - 1).figure());
    }
    for (Traffic traffic : UNLIKE) {
      Calls ours = Calls.of(new Sequential(), traffic, runs);
      Calls theirs = Calls.of(peer, traffic, runs);
      figures.add(
          new Figure("worse." + traffic.name(), ours.medianSeconds(), "s", theirs.medianSeconds()));
      board.say(figures.get(figures.size() - 1).figure());
    }
    board.show(NAME, setup(), figures, List.of());
  }

  private String setup() {
    return "%,d hours of each traffic, looked at every second, alpha %s %%"
        .formatted(runs, SequentialTest.ALPHA * PERCENT);
  }
}
