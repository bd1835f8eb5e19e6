package io.reflexarc.chaos.attack;

import io.reflexarc.chaos.attack.arena.AttackOptions;
import io.reflexarc.chaos.attack.arena.AttackReport;
import io.reflexarc.chaos.attack.arena.AttackRun;
import io.reflexarc.sandbox.cli.ProcessLog;
import io.reflexarc.sandbox.cli.TerminalCharset;
import io.reflexarc.sandbox.scenario.RealTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attacks Reflexarc with real processes, and judges what came of it. */
@Command(
    name = "attack",
    mixinStandardHelpOptions = true,
    description =
        "Attacks Reflexarc itself: kills, stops, floods and deceives its processes while they heal"
            + " 50 workloads, and judges from the topics and the API's writes what came of it.")
public final class AttackMain implements Callable<Integer> {

  @Option(names = "--faults", paramLabel = "N", description = "How many attacks; 1000 without it.")
  private int faults = 1_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the schedule; the same gives the same. Another each time without it.")
  private @Nullable Long seed;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "Event seconds in a real second; 20 without it.")
  private double speed = 20;

  @Option(names = "--report", paramLabel = "FILE", description = "Takes the report, JSON.")
  private @Nullable Path report;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Takes logs and data; a temporary one without it.")
  private @Nullable Path folder;

  /** Ends with 0 when nothing was violated, with 1 when something was. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AttackMain()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = folder == null ? ProcessLog.toFile("attack") : folder.toAbsolutePath();
    ProcessLog.into(home);
    PrintStream out = TerminalCharset.out();
    long chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
    AttackOptions options = new AttackOptions(chosen, faults, speed, home);
    out.println("seed " + chosen + ", " + faults + " faults, logs in " + home);
    AttackReport result =
        new AttackRun(
                options, new PlainAudience(out), RealTime.running(System::nanoTime, Duration.ZERO))
            .run();
    result.table().forEach(out::println);
    if (report != null) {
      result.writeTo(report);
    }
    return result.passed() ? 0 : 1;
  }
}
