package io.reflexarc.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.demo.PlainTimeline;
import io.reflexarc.sandbox.scenario.Audience;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.scenario.Theatre;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bad deployment, with stages that are processes of the operating system, and what must be true
 * when it is over: one command, one effect, a whole chain of audits.
 */
final class ProcessStory {

  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  /** Slower than the other stories: a process needs seconds to come back. */
  private static final double SPEED = 60;

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final AtomicReference<@Nullable StageProcesses> started = new AtomicReference<>();
  private final Path folder;

  ProcessStory(Path folder) {
    this.folder = folder;
  }

  /**
   * Plays it.
   *
   * @param copies of each stage
   * @param onFirst what happens at the first record of each audit stage
   */
  void play(int copies, BiConsumer<Stage, WorldClock> onFirst) throws InterruptedException {
    ScenarioFolder story = ScenarioFolder.shipped("bad-deploy").orElseThrow();
    AtomicReference<@Nullable WorldClock> clock = new AtomicReference<>();
    Audience audience =
        new Onlooker(
            new PlainTimeline(new PrintStream(lines, true, StandardCharsets.UTF_8), true),
            stage -> onFirst.accept(stage, Objects.requireNonNull(clock.get())));
    RealTime real = RealTime.running(System::nanoTime, Duration.ZERO);
    SandboxOptions options = SandboxOptions.in(folder, Speed.of(SPEED), START);
    try (Theatre theatre = Theatre.open(story, options, audience, real)) {
      clock.set(theatre.sandbox().clock());
      Playback playback =
          theatre.play(
              () -> {
                StageProcesses processes =
                    new StageProcesses(theatre.sandbox().addresses(), SPEED, folder, copies);
                started.set(processes);
                return processes;
              });
      shouldHaveActedOnce(playback, theatre);
    }
  }

  /** The processes, once they run. */
  StageProcesses processes() {
    return Objects.requireNonNull(started.get(), "not started");
  }

  private void shouldHaveActedOnce(Playback playback, Theatre theatre) {
    String shown = lines.toString(StandardCharsets.UTF_8) + "\n" + processes().lastWords();
    List<RemediationCommand> commands = playback.log().commands();
    assertThat(commands).as(shown).hasSize(1);
    assertThat(theatre.sandbox().effects())
        .as(shown)
        .hasSize(1)
        .allSatisfy(effect -> assertThat(effect.commandId()).contains(commands.get(0).getId()));
    List<RemediationAudit> audits = playback.log().audits();
    assertThat(audits.stream().map(RemediationAudit::getId).toList())
        .as(shown)
        .doesNotHaveDuplicates();
    Set<Stage> stages = new HashSet<>();
    audits.forEach(audit -> stages.add(audit.getStage()));
    assertThat(stages)
        .as(shown)
        .contains(Stage.DETECTED, Stage.DECIDED, Stage.ISSUED, Stage.VERIFYING, Stage.HEALED)
        .contains(Stage.CLOSED)
        .containsAnyOf(Stage.APPLIED, Stage.ALREADY_APPLIED)
        .doesNotContain(Stage.ESCALATED, Stage.NOT_HEALED, Stage.FAILED);
  }

  /** Passes everything on, and tells of the first record of each audit stage. */
  private static final class Onlooker implements Audience {

    private final Audience audience;
    private final Consumer<Stage> onFirst;
    private final Set<Stage> seen = EnumSet.noneOf(Stage.class);

    Onlooker(Audience audience, Consumer<Stage> onFirst) {
      this.audience = audience;
      this.onFirst = onFirst;
    }

    @Override
    public void step(String name, Duration since) {
      audience.step(name, since);
    }

    @Override
    public void begins(Scenario scenario, Instant at, double speed) {
      audience.begins(scenario, at, speed);
    }

    @Override
    public void phase(Instant at, Phase phase) {
      audience.phase(at, phase);
    }

    @Override
    public void cluster(Instant at, String object, String says) {
      audience.cluster(at, object, says);
    }

    @Override
    public void heard(Heard heard) {
      audience.heard(heard);
      if (heard.value() instanceof RemediationAudit audit && seen.add(audit.getStage())) {
        onFirst.accept(audit.getStage());
      }
    }

    @Override
    public void clock(Instant now) {
      audience.clock(now);
    }

    @Override
    public void ends(Playback playback) {
      audience.ends(playback);
    }
  }
}
