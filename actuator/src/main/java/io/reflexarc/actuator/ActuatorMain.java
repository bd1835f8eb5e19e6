package io.reflexarc.actuator;

import io.reflexarc.runtime.lifecycle.StageMain;

/** Runs the actuator as a process of its own. */
public final class ActuatorMain {

  private ActuatorMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs until the process is told to stop, and returns its exit code. */
  public static int run(String[] args) {
    return StageMain.run(
        "actuator",
        args,
        ActuatorConfig.definition(),
        (settings, time) -> Actuator.start(ActuatorConfig.from(settings), time));
  }
}
