package io.reflexarc.bench;

import io.reflexarc.bench.act.ActuatorThroughput;
import io.reflexarc.bench.cluster.ClusterShape;
import io.reflexarc.bench.comparison.Comparison;
import io.reflexarc.bench.decide.DeciderCost;
import io.reflexarc.bench.decide.DeciderFailover;
import io.reflexarc.bench.decide.DeciderGrowth;
import io.reflexarc.bench.decide.DeciderLatency;
import io.reflexarc.bench.decide.DeciderMemory;
import io.reflexarc.bench.decide.DeciderThroughput;
import io.reflexarc.bench.process.TookTooLongException;
import io.reflexarc.bench.scale.DetectorScale;
import io.reflexarc.bench.scale.Load;
import io.reflexarc.sandbox.cli.ProcessLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Entry point of {@code ./reflexarc bench}. */
@Command(
    name = "reflexarc bench",
    description = "Measure, with the peers beside us in the same run.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Benchmarks: detector-scale (about six minutes at full size), comparison (a minute),",
      "decider-throughput, decider-latency, decider-cost (three minutes each),",
      "decider-memory, decider-growth (a minute and a half each), decider-failover (three minutes),",
      "actuator-throughput (a minute).",
      "Exit code 0 when all were measured, whatever the figures are."
    })
public final class BenchMain implements Callable<Integer> {

  private static final int NOT_MEASURED = 1;
  private static final int PODS_A_NODE = 30;
  private static final int PODS_A_DEPLOYMENT = 15;

  @Parameters(paramLabel = "NAME", description = "Which; all unless given.", arity = "0..*")
  private List<String> names = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
  private @Nullable Path json;

  @Option(names = "--pods", defaultValue = "150000", description = "${DEFAULT-VALUE} unless given.")
  private int pods = 150_000;

  @Option(names = "--nodes", description = "One for 30 pods unless given.")
  private @Nullable Integer nodes;

  @Option(names = "--deployments", description = "One for 15 pods unless given.")
  private @Nullable Integer deployments;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "Pod changes a second; ${DEFAULT-VALUE} unless given.")
  private int rate = 1_000;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long pods change; ${DEFAULT-VALUE} unless given.")
  private int seconds = 60;

  @Option(
      names = "--heap",
      paramLabel = "MIB",
      defaultValue = "2048",
      description = "Heap of the processes measured, MiB; ${DEFAULT-VALUE} unless given.")
  private int heap = 2_048;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "150",
      description = "For a first sync, and for a relist; ${DEFAULT-VALUE} unless given.")
  private int patience = 150;

  @Option(
      names = "--runs",
      defaultValue = "10000",
      description = "Hours that are compared; ${DEFAULT-VALUE} unless given.")
  private int runs = 10_000;

  @Option(
      names = "--workloads",
      defaultValue = "1000",
      description = "Workloads that are watched; ${DEFAULT-VALUE} unless given.")
  private int workloads = 1_000;

  @Option(
      names = "--scrapes",
      defaultValue = "200000",
      description = "Scrapes of a backlog; ${DEFAULT-VALUE} unless given.")
  private int scrapes = 200_000;

  @Option(
      names = "--beside",
      defaultValue = "200",
      description = "Workloads beside a latency; ${DEFAULT-VALUE} unless given.")
  private int beside = 200;

  @Option(
      names = "--facts",
      defaultValue = "200",
      description = "Facts of which a latency is taken; ${DEFAULT-VALUE} unless given.")
  private int facts = 200;

  @Option(
      names = "--targets",
      defaultValue = "150",
      description = "Targets that are acted on at once; ${DEFAULT-VALUE} unless given.")
  private int targets = 150;

  @Option(
      names = "--bursts",
      defaultValue = "20",
      description = "How often all of them are; ${DEFAULT-VALUE} unless given.")
  private int bursts = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Path folder;

  private BenchMain(Path folder) {
    this.folder = folder;
  }

  /** Measures; leaves with 0 when it could, 1 when not, 2 when the command line makes no sense. */
  public static void main(String[] args) throws IOException {
    Path folder = ProcessLog.toFile("bench");
    System.exit(run(new PrintWriter(System.out, true), folder, args));
  }

  static int run(PrintWriter out, Path folder, String... args) {
    return new CommandLine(new BenchMain(folder)).setOut(out).execute(args);
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Benchmark> known = known();
    for (String name : names) {
      if (!known.containsKey(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no benchmark '" + name + "'; there are " + known.keySet() + ".");
      }
    }
    Board board = new Board(spec.commandLine().getOut(), Instant.now(), folder);
    try {
      for (String name : names.isEmpty() ? known.keySet() : names) {
        Objects.requireNonNull(known.get(name)).run(board);
      }
    } catch (TookTooLongException e) {
      board.say(String.valueOf(e.getMessage()));
      board.say(e.lastWords());
      return NOT_MEASURED;
    }
    if (json != null) {
      board.writeTo(json);
    }
    return CommandLine.ExitCode.OK;
  }

  private Map<String, Benchmark> known() {
    Map<String, Benchmark> known = new LinkedHashMap<>();
    try {
      ClusterShape shape =
          new ClusterShape(
              pods,
              nodes == null ? Math.max(1, pods / PODS_A_NODE) : nodes,
              deployments == null ? Math.max(1, pods / PODS_A_DEPLOYMENT) : deployments);
      known.put(
          DetectorScale.NAME,
          new DetectorScale(
              shape,
              new Load(rate, Duration.ofSeconds(seconds)),
              heap,
              Duration.ofSeconds(patience)));
      known.put(Comparison.NAME, new Comparison(runs));
      known.put(DeciderThroughput.NAME, DeciderThroughput.of(workloads, scrapes, heap));
      known.put(DeciderLatency.NAME, DeciderLatency.of(beside, facts, heap));
      known.put(DeciderCost.NAME, new DeciderCost());
      List<Integer> sizes = List.of(Math.max(1, workloads / 10), workloads, workloads * 10);
      known.put(DeciderMemory.NAME, new DeciderMemory(sizes, heap));
      known.put(DeciderGrowth.NAME, new DeciderGrowth(sizes, heap));
      known.put(DeciderFailover.NAME, new DeciderFailover(workloads, heap));
      known.put(ActuatorThroughput.NAME, new ActuatorThroughput(targets, bursts));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    return known;
  }
}
