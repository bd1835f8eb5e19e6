package io.reflexarc.sandbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policy}: commands about policies. */
@Command(
    name = "policy",
    description = "Check policies before they are applied.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = PolicyLintCommand.class)
final class PolicyCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
