package io.reflexarc.sandbox.endtoend;

import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.demo.PlainTimeline;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.scenario.Theatre;
import io.reflexarc.sandbox.world.clock.Speed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Plays shipped scenarios fast, with their plain lines kept for the message of a failed test. */
final class Plays {

  static final Speed SPEED = Speed.of(120);
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final SandboxOptions options;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  Plays(Path folder) {
    this(SandboxOptions.in(folder, SPEED, START));
  }

  /** Plays in such a sandbox. */
  Plays(SandboxOptions options) {
    this.options = options;
  }

  /** Plays a scenario. */
  Playback play(String scenario) throws InterruptedException {
    return play(scenario, sandbox -> {}, sandbox -> {});
  }

  /** As above, with something done to the sandbox before the stages start, and after the end. */
  Playback play(String scenario, Consumer<Sandbox> before, Consumer<Sandbox> after)
      throws InterruptedException {
    ScenarioFolder story = ScenarioFolder.shipped(scenario).orElseThrow();
    PlainTimeline audience =
        new PlainTimeline(new PrintStream(lines, true, StandardCharsets.UTF_8), true);
    RealTime real = RealTime.running(System::nanoTime, Duration.ZERO);
    try (Theatre theatre = Theatre.open(story, options, audience, real)) {
      before.accept(theatre.sandbox());
      Playback playback = theatre.play(options.folder());
      after.accept(theatre.sandbox());
      return playback;
    }
  }

  /** What was shown, for a failed assertion. */
  String shown() {
    return lines.toString(StandardCharsets.UTF_8);
  }
}
