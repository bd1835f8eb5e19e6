package io.reflexarc.chaos.play;

import io.reflexarc.sandbox.scenario.Scenario;
import java.time.Duration;

/** Who is told how far a game day is. Called by several threads; must not block for long. */
public interface Watcher {

  /** An experiment's part begins its story. */
  void begins(Experiment experiment, Part part, Scenario scenario);

  /** Something was done, or said. */
  void says(Experiment experiment, Part part, Duration at, String what);

  /** Its event time since the story's start; called many times a second. */
  void clock(Experiment experiment, Part part, Duration at, Duration until);

  /** An experiment is over. */
  void done(Trial trial);
}
