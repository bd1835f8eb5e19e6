package io.reflexarc.bench.decide;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a sample costs for each policy, by JMH, through the decider's own code without Kafka. */
public final class DeciderCost implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "decider-cost";

  private static final int WARM_UPS = 3;
  private static final int MEASUREMENTS = 3;

  @Override
  public void run(Board board) throws RunnerException {
    board.say(NAME + ": one policy of each kind, then twenty at once");
    List<Figure> figures = new ArrayList<>();
    for (String kind : Policies.kinds()) {
      Figure figure = new Figure(kind, micros(kind), "us", null);
      figures.add(figure);
      board.say("%s: %.2f us".formatted(kind, figure.value()));
    }
    int twenty = Policies.twenty().size();
    double all = micros(PolicyCost.TWENTY);
    figures.add(new Figure("twenty.each", all / twenty, "us", null));
    figures.add(new Figure("twenty", all, "us", null));
    board.show(NAME, "450 pods, 47 samples every 15 s, a tick a second", figures, List.of());
  }

  private static double micros(String kind) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(PolicyCost.class.getName())
            .param("kind", kind)
            .forks(1)
            .jvmArgs("-Xmx1g")
            .warmupIterations(WARM_UPS)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(MEASUREMENTS)
            .measurementTime(TimeValue.seconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    RunResult result = new Runner(options).runSingle();
    return result.getPrimaryResult().getScore();
  }
}
