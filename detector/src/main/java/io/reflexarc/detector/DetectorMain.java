package io.reflexarc.detector;

import io.reflexarc.runtime.lifecycle.StageMain;

/** The detector as a process. */
public final class DetectorMain {

  private DetectorMain() {}

  /** Runs until told to stop; exits 2 when the configuration is wrong, each mistake named. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs until told to stop.
   *
   * @return the exit code to leave with
   */
  public static int run(String[] args) {
    return StageMain.run(
        Detector.NAME,
        args,
        DetectorConfig.definition(),
        (settings, time) -> Detector.start(DetectorConfig.from(settings), time));
  }
}
