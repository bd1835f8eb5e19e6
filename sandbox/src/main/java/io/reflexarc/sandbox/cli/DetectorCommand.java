package io.reflexarc.sandbox.cli;

import io.reflexarc.detector.DetectorMain;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code detector}: hands its whole command line to the stage's own entry point. */
@Command(
    name = "detector",
    description = "Sense: watch a cluster and publish what happens in it.",
    customSynopsis = "reflexarc detector --config FILE [--set KEY=VALUE]...")
final class DetectorCommand implements Runnable {

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public void run() {
    DetectorMain.main(arguments.toArray(String[]::new));
  }
}
