package io.reflexarc.chaos;

import io.reflexarc.chaos.board.Board;
import io.reflexarc.chaos.board.Screen;
import io.reflexarc.chaos.board.Words;
import io.reflexarc.chaos.cluster.ClusterDay;
import io.reflexarc.chaos.cluster.ClusterSettings;
import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.chaos.play.GameDay;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.chaos.play.TrialRun;
import io.reflexarc.chaos.report.DayReport;
import io.reflexarc.chaos.report.ReportFiles;
import io.reflexarc.runtime.time.SystemTime;
import io.reflexarc.sandbox.cli.ProcessLog;
import io.reflexarc.sandbox.cli.SpeedOption;
import io.reflexarc.sandbox.cli.TemporaryFolder;
import io.reflexarc.sandbox.cli.TerminalCharset;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.ScenarioException;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.world.clock.Speed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of {@code ./reflexarc gameday}. */
@Command(
    name = "reflexarc gameday",
    description =
        "Break things on purpose, and see what Reflexarc does: every story with it and without.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Everything happens in sandboxes in this process, and nothing else is touched, unless",
      "--target cluster is given; that is only rehearsed, unless --execute is given too.",
      "Exit code 0 only if every experiment ended as its scenario says."
    })
public final class GamedayMain implements Callable<Integer> {

  /** Where things are broken. */
  enum Target {
    sandbox,
    cluster
  }

  private static final int NOT_AS_EXPECTED = 1;
  private static final long WRITING_SECONDS = 40;

  @Option(
      names = "--scenario",
      paramLabel = "A,B",
      split = ",",
      description = "Which stories, or folders of your own; all that are shipped unless given.")
  private List<String> scenarios = List.of();

  @Option(
      names = "--target",
      defaultValue = "sandbox",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Target target = Target.sandbox;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a JSON report there, and beside it JUnit XML and an HTML page.")
  private @Nullable Path report;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write the JUnit XML there.")
  private @Nullable Path junit;

  @Option(names = "--html", paramLabel = "FILE", description = "Write the HTML page there.")
  private @Nullable Path html;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Play each so often, each time with another seed; ${DEFAULT-VALUE} unless given.")
  private int repeat = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20261123",
      description = "Of all chance in the first run; ${DEFAULT-VALUE} unless given.")
  private long seed = 20_261_123L;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "120",
      converter = SpeedOption.class,
      description = "World seconds in one of yours; ${DEFAULT-VALUE} unless given.")
  private Speed speed = Speed.of(120);

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many are played side by side; ${DEFAULT-VALUE} unless given.")
  private int atOnce = 2;

  @Option(names = "--plain", description = "Plain lines, also on a terminal.")
  private boolean plain;

  @ArgGroup(exclusive = false, heading = "%nOn a cluster:%n")
  private ClusterOptions cluster = new ClusterOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Path folder;
  private final Instant startedAt;
  private final RealTime real = RealTime.running(System::nanoTime, Duration.ZERO);
  private final CountDownLatch over = new CountDownLatch(1);

  private GamedayMain(Path folder, Instant startedAt) {
    this.folder = folder;
    this.startedAt = startedAt;
  }

  /** Plays; leaves with 0 when all holds, 1 when not, 2 when the command line makes no sense. */
  public static void main(String[] args) throws IOException {
    System.exit(line(ProcessLog.toFile("gameday"), Instant.now()).execute(args));
  }

  static CommandLine line(Path folder, Instant startedAt) {
    return new CommandLine(new GamedayMain(folder, startedAt));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (repeat < 1 || atOnce < 1) {
      throw new ParameterException(spec.commandLine(), "--repeat and --at-once are 1 or more");
    }
    return target == Target.sandbox ? inSandboxes() : onCluster();
  }

  private int inSandboxes() throws InterruptedException {
    List<Experiment> experiments =
        experiments(scenarios.isEmpty() ? ScenarioFolder.shippedIds() : scenarios);
    Board board = board(experiments.size(), atOnce);
    TrialRun run = new TrialRun(folder, speed, startedAt, System::nanoTime);
    GameDay day = new GameDay(experiments, atOnce, run, board);
    onInterrupt(day::abort);
    board.open(
        "Reflexarc game day: %d experiments, each with Reflexarc and without, %d at once, seed %d"
            .formatted(experiments.size(), atOnce, seed));
    return over(board, day.play(), experiments.size());
  }

  private int onCluster() {
    ClusterSettings settings = cluster.settings();
    if (settings.namespaces().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Which --namespace may be touched?");
    }
    ClusterDay day = new ClusterDay(settings, new SystemTime(Instant::now), real);
    List<Experiment> experiments = experiments(scenarios);
    Board board = board(experiments.size(), 1);
    if (cluster.clean()) {
      board.close(cleaned(day.clean(board)));
      return CommandLine.ExitCode.OK;
    }
    if (experiments.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Which --scenario shall be made there?");
    }
    if (!cluster.execute()) {
      board.close(rehearsed(day.rehearse(experiments, board)));
      return CommandLine.ExitCode.OK;
    }
    if (!settings.canHear()) {
      throw new ParameterException(
          spec.commandLine(), "To judge, --kafka, --registry and --cluster are needed");
    }
    onInterrupt(day::abort);
    board.open(
        "Reflexarc game day on a real cluster: %d experiments".formatted(experiments.size()));
    return over(board, day.make(experiments, board), experiments.size());
  }

  private static List<String> cleaned(List<String> intents) {
    return intents.isEmpty()
        ? List.of("Nothing was left behind.")
        : intents.stream().map(intent -> "cleaned up: " + intent).toList();
  }

  private static List<String> rehearsed(List<String> plan) {
    List<String> lines = new ArrayList<>(plan);
    lines.add("");
    lines.add("Nothing was done. Say --execute to do it.");
    return lines;
  }

  private int over(Board board, List<Trial> trials, int planned) {
    DayReport result =
        new DayReport(
            target.name(),
            startedAt,
            real.elapsed(),
            machine(),
            seed,
            speed.factor(),
            planned,
            trials);
    board.close(lastWords(result));
    over.countDown();
    return result.passed() ? CommandLine.ExitCode.OK : NOT_AS_EXPECTED;
  }

  private List<String> lastWords(DayReport result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "%s  %d of %d as expected, in %s%s"
            .formatted(
                result.passed() ? "PASSED" : "FAILED",
                result.passes(),
                result.planned(),
                Words.clock(result.took()),
                result.aborted() ? ", aborted" : ""));
    ReportFiles.of(report, junit, html)
        .write(result)
        .forEach(file -> lines.add("  written: " + file));
    if (result.passed()) {
      TemporaryFolder.delete(folder);
    } else {
      lines.add("  the log: " + folder.resolve(ProcessLog.NAME));
    }
    return lines;
  }

  private interface Abort {
    void now() throws InterruptedException;
  }

  /** Ctrl-C: nothing stays behind, and what was tried so far is written. */
  private void onInterrupt(Abort abort) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(abort), "abort"));
  }

  private void end(Abort abort) {
    if (over.getCount() == 0) {
      return;
    }
    try {
      abort.now();
      if (!over.await(WRITING_SECONDS, TimeUnit.SECONDS)) {
        spec.commandLine().getErr().println("The reports could not be written in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Experiment> experiments(List<String> names) {
    List<Experiment> experiments = new ArrayList<>();
    for (int run = 1; run <= repeat; run++) {
      for (String name : names) {
        experiments.add(new Experiment(folderOf(name), run, repeat, seed + run - 1));
      }
    }
    return experiments;
  }

  private ScenarioFolder folderOf(String name) {
    try {
      return ScenarioFolder.named(name);
    } catch (ScenarioException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Board board(int experiments, int lanes) {
    return new Board(TerminalCharset.out(), screen(), experiments, lanes, real);
  }

  private Screen screen() {
    return new Screen(
        !plain && Boolean.getBoolean("reflexarc.terminal"),
        TerminalCharset.speaksUtf8(System.getenv()));
  }

  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    return "%d cores, %d MiB heap, Java %s, %s"
        .formatted(
            runtime.availableProcessors(),
            runtime.maxMemory() >> 20,
            Runtime.version(),
            System.getProperty("os.name"));
  }
}
