package io.reflexarc.chaos;

import io.reflexarc.chaos.board.Board;
import io.reflexarc.chaos.board.Screen;
import io.reflexarc.chaos.board.Words;
import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.chaos.play.GameDay;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.chaos.play.TrialRun;
import io.reflexarc.chaos.report.DayReport;
import io.reflexarc.chaos.report.ReportFiles;
import io.reflexarc.sandbox.cli.SpeedOption;
import io.reflexarc.sandbox.cli.TemporaryFolder;
import io.reflexarc.sandbox.cli.TerminalCharset;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.ScenarioException;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.world.clock.Speed;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
      "Everything happens in sandboxes in this process; nothing else is touched.",
      "Exit code 0 only if every experiment ended as its scenario says."
    })
public final class GamedayMain implements Callable<Integer> {

  private static final int NOT_AS_EXPECTED = 1;
  private static final long WRITING_SECONDS = 40;

  @Option(
      names = "--scenario",
      paramLabel = "A,B",
      split = ",",
      description = "Which stories, or folders of your own; all that are shipped unless given.")
  private List<String> scenarios = List.of();

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
      defaultValue = "240",
      converter = SpeedOption.class,
      description = "World seconds in one of yours; ${DEFAULT-VALUE} unless given.")
  private Speed speed = Speed.of(240);

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many are played side by side; ${DEFAULT-VALUE} unless given.")
  private int atOnce = 2;

  @Option(names = "--plain", description = "Plain lines, also on a terminal.")
  private boolean plain;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Path folder;
  private final Instant startedAt;
  private final RealTime real = RealTime.running(System::nanoTime, Duration.ZERO);
  private final AtomicBoolean written = new AtomicBoolean();

  private GamedayMain(Path folder, Instant startedAt) {
    this.folder = folder;
    this.startedAt = startedAt;
  }

  /** Plays; leaves with 0 when all holds, 1 when not, 2 when the command line makes no sense. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("reflexarc-gameday-");
    System.setProperty("reflexarc.log.file", folder.resolve("reflexarc.log").toString());
    System.setProperty("logback.configurationFile", "logback-file.xml");
    System.exit(new CommandLine(new GamedayMain(folder, Instant.now())).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (repeat < 1 || atOnce < 1) {
      throw new ParameterException(spec.commandLine(), "--repeat and --at-once are 1 or more");
    }
    List<Experiment> experiments = experiments();
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Board board = new Board(out, screen(), experiments.size(), atOnce, real);
    GameDay day =
        new GameDay(
            experiments, atOnce, new TrialRun(folder, speed, startedAt, System::nanoTime), board);
    CountDownLatch over = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> abort(day, over), "abort"));
    board.open(title(experiments.size()));
    DayReport result = report(experiments, day);
    board.close(lastWords(result));
    written.set(true);
    over.countDown();
    return result.passed() ? CommandLine.ExitCode.OK : NOT_AS_EXPECTED;
  }

  private DayReport report(List<Experiment> experiments, GameDay day) throws InterruptedException {
    List<Trial> trials = day.play();
    return new DayReport(
        startedAt, real.elapsed(), machine(), seed, speed.factor(), experiments.size(), trials);
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
      lines.add("  the log: " + folder.resolve("reflexarc.log"));
    }
    return lines;
  }

  /** Ctrl-C: no world stays behind, and what was tried so far is written. */
  private void abort(GameDay day, CountDownLatch over) {
    if (written.get()) {
      return;
    }
    try {
      day.abort();
      if (!over.await(WRITING_SECONDS, TimeUnit.SECONDS)) {
        spec.commandLine().getErr().println("The reports could not be written in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Experiment> experiments() {
    List<Experiment> experiments = new ArrayList<>();
    for (int run = 1; run <= repeat; run++) {
      for (String name : scenarios.isEmpty() ? ScenarioFolder.shippedIds() : scenarios) {
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

  private String title(int experiments) {
    return "Reflexarc game day: %d experiments, each with Reflexarc and without, %d at once, seed %d"
        .formatted(experiments, atOnce, seed);
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
