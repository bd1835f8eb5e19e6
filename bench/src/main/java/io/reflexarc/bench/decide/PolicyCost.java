package io.reflexarc.bench.decide;

import io.reflexarc.decider.rule.Rule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Time for each sample: sorting it, its share of the panes, and of a tick a second. An operation is
 * a sample; an invocation is a second of event time, in which each fifteenth pod is scraped.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyCost {

  /** All twenty policies of {@code decider-throughput} at once. */
  static final String TWENTY = "twenty";

  private static final int WORKLOADS = 150;
  private static final int PODS = 3;
  private static final int SCRAPE_SECONDS = 15;
  private static final int SAMPLES_A_SECOND = WORKLOADS * PODS / SCRAPE_SECONDS * Signals.SAMPLES;

  /** So many seconds are played beforehand: windows are full, trends have their points. */
  private static final int FIRST_SECONDS = 600;

  /** Name of the one policy in {@code kinds.yaml}, or {@link #TWENTY}. */
  @Param(TWENTY)
  public String kind = TWENTY;

  private HeldCrowd crowd = new HeldCrowd(new Crowd(WORKLOADS, PODS, SCRAPE_SECONDS, 1), List.of());

  /** Fills the windows. */
  @Setup(Level.Trial)
  public void fill() {
    List<Rule> rules = kind.equals(TWENTY) ? Policies.twenty() : List.of(Policies.kind(kind));
    crowd = new HeldCrowd(new Crowd(WORKLOADS, PODS, SCRAPE_SECONDS, 1), rules);
    crowd.play(FIRST_SECONDS);
  }

  /** Makes the scrapes, which is not measured. */
  @Setup(Level.Invocation)
  public void prepare() {
    crowd.prepare();
  }

  /** A second of event time. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES_A_SECOND)
  public int second() {
    return crowd.play();
  }
}
