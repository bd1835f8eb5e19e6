package io.reflexarc.sandbox.cli;

import io.reflexarc.actuator.ActuatorMain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code actuator}: hands its whole command line to the stage's own entry point. */
@Command(
    name = "actuator",
    description = "Act: carry out what was ordered, once, and report.",
    customSynopsis = {
      "reflexarc actuator --config FILE [--set KEY=VALUE]...",
      "reflexarc actuator --print-rbac [--namespace NAMESPACE] [--set KEY=VALUE]..."
    })
final class ActuatorCommand implements Callable<Integer> {

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    return ActuatorMain.run(arguments.toArray(String[]::new));
  }
}
