package io.reflexarc.decider;

import io.reflexarc.runtime.lifecycle.StageMain;

/** Runs the decider as a process of its own. */
public final class DeciderMain {

  private DeciderMain() {}

  /**
   * Runs until it is told to stop.
   *
   * @param args {@code --config FILE} and {@code --set key=value}
   */
  public static void main(String[] args) {
    System.exit(
        StageMain.run(
            "decider",
            args,
            DeciderConfig.definition(),
            (settings, time) -> Decider.start(DeciderConfig.from(settings), time)));
  }
}
