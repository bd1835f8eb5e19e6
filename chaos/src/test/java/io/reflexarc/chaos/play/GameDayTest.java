package io.reflexarc.chaos.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.world.clock.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GameDayTest {

  @TempDir private Path folder;

  private final List<Trial> told = new CopyOnWriteArrayList<>();

  @Test
  void shouldGoOnWithTheOthersWhenOneCannotBePlayed() throws InterruptedException {
    // given two folders without a story
    List<Experiment> experiments =
        List.of(experiment("first", 1), experiment("second", 1), experiment("first", 2));
    GameDay day = new GameDay(experiments, 2, run(), new Told());

    // when
    List<Trial> trials = day.play();

    // then
    assertThat(trials).extracting(Trial::experiment).containsExactlyElementsOf(experiments);
    assertThat(trials)
        .allSatisfy(
            trial -> {
              assertThat(trial.passed()).isFalse();
              assertThat(((Trial.Crashed) trial).why()).contains("scenario.yaml is missing");
            });
    assertThat(told).containsExactlyInAnyOrderElementsOf(trials);
  }

  @Test
  void shouldKeepNothingWhenAbortedBeforeItBegan() throws InterruptedException {
    // given
    GameDay day = new GameDay(List.of(), 1, run(), new Told());

    // when
    day.abort();

    // then
    assertThat(day.play()).isEmpty();
  }

  private Experiment experiment(String name, int run) {
    return new Experiment(ScenarioFolder.onDisk(folder.resolve(name)), run, 2, 7);
  }

  private TrialRun run() {
    return new TrialRun(folder, Speed.max(), Instant.parse("2026-11-23T10:00:00Z"), () -> 0);
  }

  private final class Told implements Watcher {

    @Override
    public void begins(Experiment experiment, Part part, Scenario scenario) {
      throw new AssertionError(experiment + " begins");
    }

    @Override
    public void says(Experiment experiment, Part part, Duration at, String what) {
      throw new AssertionError(experiment + " says " + what);
    }

    @Override
    public void clock(Experiment experiment, Part part, Duration at, Duration until) {
      throw new AssertionError(experiment + " has a clock");
    }

    @Override
    public void done(Trial trial) {
      told.add(trial);
    }
  }
}
