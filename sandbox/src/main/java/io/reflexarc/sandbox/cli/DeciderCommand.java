package io.reflexarc.sandbox.cli;

import io.reflexarc.decider.DeciderMain;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code decider}: hands its whole command line to the stage's own entry point. */
@Command(
    name = "decider",
    description = "Decide: judge what was sensed and order remedies.",
    customSynopsis = "reflexarc decider --config FILE [--set KEY=VALUE]...")
final class DeciderCommand implements Runnable {

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public void run() {
    DeciderMain.main(arguments.toArray(String[]::new));
  }
}
