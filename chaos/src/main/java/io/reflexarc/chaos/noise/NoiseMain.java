package io.reflexarc.chaos.noise;

import io.reflexarc.sandbox.cli.ProcessLog;
import io.reflexarc.sandbox.cli.TerminalCharset;
import io.reflexarc.sandbox.demo.ReportFile;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of {@code ./reflexarc noise}. */
@Command(
    name = "reflexarc noise",
    description =
        "Live through a day of normal life on many workloads: nothing may be done, but for the real"
            + " faults that hide in it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Everything happens in a sandbox in this process; nothing else is touched.",
      "Exit code 0 only if what was done is exactly what the faults asked for."
    })
public final class NoiseMain implements Callable<Integer> {

  private static final int NOT_AS_EXPECTED = 1;
  private static final int MINUTES = 60;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "24",
      description = "Event time, 1 to 24; ${DEFAULT-VALUE} unless given.")
  private double hours = 24;

  @Option(
      names = "--workloads",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many, 20 to 400; ${DEFAULT-VALUE} unless given.")
  private int workloads = 200;

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many real faults hide in it, each of another kind, 0 to 10; ${DEFAULT-VALUE} unless"
              + " given.")
  private int faults;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20261123",
      description = "Of all that is drawn; ${DEFAULT-VALUE} unless given.")
  private long seed = 20_261_123L;

  @Option(names = "--report", paramLabel = "FILE", description = "Write a JSON report there.")
  private @Nullable Path report;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Path folder;
  private final Instant startedAt;

  private NoiseMain(Path folder, Instant startedAt) {
    this.folder = folder;
    this.startedAt = startedAt;
  }

  /** Plays; leaves with 0 when all holds, 1 when not, 2 when the command line makes no sense. */
  public static void main(String[] args) throws IOException {
    NoiseMain noise = new NoiseMain(ProcessLog.toFile("noise"), Instant.now());
    System.exit(new CommandLine(noise).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream out = TerminalCharset.out();
    RealTime real = RealTime.running(System::nanoTime, Duration.ZERO);
    NoisePlan plan = plan();
    Playback playback =
        new NoiseRun(plan, folder, real).play(new NoiseProgress(out, real), startedAt);
    NoiseReport result = NoiseReport.of(plan, playback);
    result.lines().forEach(out::println);
    if (report != null) {
      ReportFile.writeJson(report, result);
      out.println("  written: " + report);
    }
    out.println("  the story and the log: " + folder);
    return result.passed() ? CommandLine.ExitCode.OK : NOT_AS_EXPECTED;
  }

  private NoisePlan plan() {
    try {
      Duration lasts = Duration.ofMinutes(Math.round(hours * MINUTES));
      return NoiseLife.draw(new NoiseSize(lasts, workloads, faults, seed));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
