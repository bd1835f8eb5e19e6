package io.reflexarc.chaos.noise;

import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.scenario.Audience;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.scenario.Theatre;
import io.reflexarc.sandbox.world.clock.Speed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Plays a plan in a sandbox of its own, as fast as those who watch it can follow. */
final class NoiseRun {

  private final NoisePlan plan;
  private final Path files;
  private final RealTime real;

  /**
   * A run that has not begun.
   *
   * @param files where the story, and what the stages keep, is written
   * @param real the watch that real times are read from
   */
  NoiseRun(NoisePlan plan, Path files, RealTime real) {
    this.plan = plan;
    this.files = files;
    this.real = real;
  }

  /**
   * Plays it.
   *
   * @param today any time of the day at whose midnight the story begins
   */
  Playback play(Audience audience, Instant today) throws InterruptedException {
    ScenarioFolder folder = ScenarioFolder.onDisk(NoiseFolder.write(plan, files.resolve("story")));
    SandboxOptions options =
        SandboxOptions.in(files, Speed.max(), today.truncatedTo(ChronoUnit.DAYS))
            .withSeed(plan.size().seed());
    try (Theatre theatre = Theatre.open(folder, options, audience, real)) {
      return theatre.play(files);
    }
  }
}
