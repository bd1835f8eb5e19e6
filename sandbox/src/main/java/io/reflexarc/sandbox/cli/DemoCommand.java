package io.reflexarc.sandbox.cli;

import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.demo.LiveTimeline;
import io.reflexarc.sandbox.demo.PlainTimeline;
import io.reflexarc.sandbox.demo.Report;
import io.reflexarc.sandbox.demo.ReportFile;
import io.reflexarc.sandbox.scenario.Audience;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.ScenarioException;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.scenario.Theatre;
import io.reflexarc.sandbox.world.clock.Speed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code demo}: plays a scenario from fault to healed and audited, and shows it as it happens. */
@Command(
    name = "demo",
    description = "Play a scenario in a sandbox: a whole world in this process.",
    footer = {"", "Exit code 0 only if the outcome is the scenario's expected one."})
final class DemoCommand implements Callable<Integer> {

  private static final int NOT_AS_EXPECTED = 1;

  @Option(
      names = "--scenario",
      paramLabel = "ID",
      defaultValue = "memory-leak",
      completionCandidates = Shipped.class,
      description = {
        "Which story, or a folder of your own; ${DEFAULT-VALUE} unless given.",
        "Stories: ${COMPLETION-CANDIDATES}."
      })
  private String scenario = "memory-leak";

  @Option(names = "--headless", description = "Plain lines, one a happening.")
  private boolean headless;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = "60",
      converter = SpeedOption.class,
      description = "World seconds in one of yours; ${DEFAULT-VALUE} unless given.")
  private Speed speed = Speed.of(60);

  @Option(names = "--report", paramLabel = "FILE", description = "Write a JSON report there.")
  private @Nullable Path report;

  @Option(names = "--keep", description = "Leave the world running to look around with kubectl.")
  private boolean keep;

  @ParentCommand private ReflexarcMain main = new ReflexarcMain(Surroundings.NONE);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    ScenarioFolder folder = folder();
    Path files = ProcessLog.toFile("demo");
    PrintStream out = TerminalCharset.out();
    Audience audience = audience(out);
    boolean passed = false;
    try {
      passed = play(folder, files, out, audience);
      return passed ? CommandLine.ExitCode.OK : NOT_AS_EXPECTED;
    } finally {
      giveBack(audience);
      if (passed) {
        TemporaryFolder.delete(files);
      } else {
        spec.commandLine().getErr().println("The log is " + files.resolve(ProcessLog.NAME));
      }
    }
  }

  private boolean play(ScenarioFolder folder, Path files, PrintStream out, Audience audience)
      throws InterruptedException {
    SandboxOptions options = SandboxOptions.in(files, speed, main.surroundings().now());
    try (Theatre theatre =
        Theatre.open(folder, options, audience, main.surroundings().sinceStart())) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    giveBack(audience);
                    theatre.close();
                  },
                  "give-back"));
      Playback playback = theatre.play(files);
      if (report != null) {
        ReportFile.writeJson(report, Report.of(playback));
      }
      if (keep) {
        out.println();
        Directions.of(theatre.sandbox().addresses()).forEach(out::println);
        out.println("The world goes on until you press Ctrl-C.");
        theatre.goOn();
        new CountDownLatch(1).await();
      }
      return playback.verdict().passed();
    }
  }

  private ScenarioFolder folder() {
    try {
      return ScenarioFolder.named(scenario);
    } catch (ScenarioException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Audience audience(PrintStream out) throws IOException {
    if (!headless && LiveTimeline.fits(main.surroundings().environment())) {
      return LiveTimeline.onTerminal(main.surroundings().environment());
    }
    return new PlainTimeline(out, TerminalCharset.speaksUtf8(main.surroundings().environment()));
  }

  /** The ids of the stories that come with it. */
  private static final class Shipped implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ScenarioFolder.shippedIds().iterator();
    }
  }

  private static void giveBack(Audience audience) {
    if (audience instanceof LiveTimeline live) {
      live.close();
    }
  }
}
