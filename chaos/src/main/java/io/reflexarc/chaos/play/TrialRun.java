package io.reflexarc.chaos.play;

import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.cli.TemporaryFolder;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.Theatre;
import io.reflexarc.sandbox.scenario.Unattended;
import io.reflexarc.sandbox.scenario.UnattendedCourse;
import io.reflexarc.sandbox.world.clock.Speed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries experiments: each first with Reflexarc, then without, as long, with the same seed. What
 * goes wrong in one ends that one.
 *
 * @param folder where worlds keep their files while they live
 * @param speed event seconds a real second, with Reflexarc
 * @param startAt event time at which each world begins
 * @param nanos a clock of nanoseconds that never goes back
 */
public record TrialRun(Path folder, Speed speed, Instant startAt, LongSupplier nanos) {

  private static final Logger LOG = LoggerFactory.getLogger(TrialRun.class);

  /**
   * Tries one.
   *
   * @throws InterruptedException when the day is aborted; its worlds are closed then
   */
  public Trial trial(Experiment experiment, Watcher watcher) throws InterruptedException {
    RealTime real = RealTime.running(nanos, Duration.ZERO);
    try {
      check(experiment);
      Witness witness = new Witness(experiment, Part.WITH, watcher, real);
      Playback with = with(experiment, witness, real);
      Duration lasts = Duration.between(with.span().beganAt(), with.span().endedAt());
      UnattendedCourse without = without(experiment, lasts, watcher, real);
      return new Trial.Played(
          experiment, with, Optional.of(without), witness.moments(with.log()), real.elapsed());
    } catch (RuntimeException | Error e) {
      if (Thread.interrupted()) {
        throw new InterruptedException(experiment.name() + " was aborted");
      }
      LOG.error("{} could not be played to its end", experiment.name(), e);
      return new Trial.Crashed(experiment, firstLine(e), real.elapsed());
    }
  }

  /** A folder that cannot be read costs no world. */
  private static void check(Experiment experiment) {
    Scenario scenario = experiment.folder().scenario();
    scenario.phases().stream()
        .flatMap(phase -> Stream.concat(phase.apply().stream(), phase.behave().stream()))
        .forEach(experiment.folder()::text);
    LOG.info("{}: {}, {}", experiment.name(), scenario.title(), experiment.folder().behaviour());
  }

  private Playback with(Experiment experiment, Witness witness, RealTime real)
      throws InterruptedException {
    Path files = files(experiment, Part.WITH);
    try (Theatre theatre =
        Theatre.open(experiment.folder(), options(experiment, files), witness, real)) {
      return uninterruptedly(() -> theatre.play(files));
    } finally {
      TemporaryFolder.delete(files);
    }
  }

  private UnattendedCourse without(
      Experiment experiment, Duration lasts, Watcher watcher, RealTime real)
      throws InterruptedException {
    Path files = files(experiment, Part.WITHOUT);
    Witness witness = new Witness(experiment, Part.WITHOUT, watcher, real);
    try (Unattended unattended =
        Unattended.open(experiment.folder(), options(experiment, files), witness, real)) {
      return uninterruptedly(() -> unattended.play(lasts));
    } finally {
      TemporaryFolder.delete(files);
    }
  }

  private interface Play<T> {
    T run() throws InterruptedException;
  }

  /** Worlds are closed in order also when the play was interrupted: the sign is taken before. */
  private static <T> T uninterruptedly(Play<T> play) throws InterruptedException {
    try {
      return play.run();
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        InterruptedException interrupted = new InterruptedException("aborted");
        interrupted.initCause(e);
        throw interrupted;
      }
      throw e;
    }
  }

  private Path files(Experiment experiment, Part part) {
    String name = experiment.name().replaceAll("[^A-Za-z0-9]+", "-");
    try {
      return Files.createDirectories(
          folder.resolve(name + "-" + part.name().toLowerCase(Locale.ROOT)));
    } catch (IOException e) {
      throw new UncheckedIOException("no files can be kept in " + folder, e);
    }
  }

  private SandboxOptions options(Experiment experiment, Path files) {
    return SandboxOptions.in(files, speed, startAt).withSeed(experiment.seed());
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
