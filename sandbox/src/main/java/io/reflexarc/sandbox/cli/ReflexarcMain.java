package io.reflexarc.sandbox.cli;

import io.reflexarc.sandbox.scenario.RealTime;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of {@code ./reflexarc}. */
@Command(
    name = "reflexarc",
    description = "Heals Kubernetes workloads without waking anyone: sense, decide, act.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      SandboxCommand.class,
      DetectorCommand.class,
      DeciderCommand.class,
      ActuatorCommand.class,
      PolicyCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Start here: ./reflexarc demo",
      "Game days: ./reflexarc gameday --help",
      "A day in which nothing may be done: ./reflexarc noise --help",
      "Attacks on Reflexarc itself: ./reflexarc attack --help",
      "Benchmarks: ./reflexarc bench --help"
    })
public final class ReflexarcMain implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Surroundings surroundings;

  ReflexarcMain(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** Runs a command and leaves with its exit code; 2 when the command line makes no sense. */
  public static void main(String[] args) {
    RealTime sinceStart =
        RealTime.running(
            System::nanoTime, Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
    Surroundings here = new Surroundings(System.getenv(), Instant.now(), sinceStart);
    System.exit(commandLine(here).execute(args));
  }

  static CommandLine commandLine(Surroundings surroundings) {
    Charset charset =
        TerminalCharset.speaksUtf8(surroundings.environment())
            ? StandardCharsets.UTF_8
            : StandardCharsets.US_ASCII;
    return new CommandLine(new ReflexarcMain(surroundings))
        .setOut(new PrintWriter(System.out, true, charset))
        .setErr(new PrintWriter(System.err, true, charset))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureInOneLine());
  }

  /** Without a command there is nothing to do: says which there are. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
