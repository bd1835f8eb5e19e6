package io.reflexarc.sandbox.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
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
    subcommands = {PolicyCommand.class, VersionCommand.class, CommandLine.HelpCommand.class},
    footer = {"", "Start here: ./reflexarc demo"})
public final class ReflexarcMain implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private ReflexarcMain() {}

  /** Runs a command and leaves with its exit code; 2 when the command line makes no sense. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    Charset charset = speaksUtf8(environment) ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
    return new CommandLine(new ReflexarcMain())
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

  private static boolean speaksUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String upper = value.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return false;
  }
}
