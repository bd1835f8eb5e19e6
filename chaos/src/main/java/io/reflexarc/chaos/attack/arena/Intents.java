package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.check.Pause;
import io.reflexarc.chaos.attack.check.Poison;
import io.reflexarc.chaos.attack.check.Sickness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done to the workloads and to Reflexarc, written to a file before it is done, and kept for
 * the judge. Any thread.
 */
final class Intents implements AutoCloseable {

  /** What is sick for so long without being noticed was lost. */
  private static final Duration MUST_BE_TOLD = Duration.ofMinutes(5);

  private final Writer file;
  private final Map<String, Sickness> sick = new HashMap<>();
  private final List<Sickness> over = new ArrayList<>();
  private final List<Pause> pauses = new ArrayList<>();
  private final List<Poison> poisons = new ArrayList<>();
  private final Map<String, Integer> replays = new HashMap<>();

  Intents(Path path) {
    try {
      file = Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something is about to be done. */
  synchronized void write(Instant at, String what) {
    try {
      file.write(at + " " + what + "\n");
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("what is intended cannot be written down", e);
    }
  }

  /** A workload is about to be made sick. */
  synchronized void sickens(String target, String version, Instant at) {
    write(at, target + " gets " + version);
    sick.put(target, new Sickness(target, version, Workloads.GOOD, at, Optional.empty(), true));
  }

  /**
   * A wave is over for a workload.
   *
   * @param repaired whether a human has to repair it
   */
  synchronized void ends(String target, Instant at, boolean repaired) {
    Sickness sickness = sick.remove(target);
    if (sickness == null) {
      return;
    }
    if (repaired) {
      write(at, target + " is repaired by a human");
    }
    over.add(
        new Sickness(
            target,
            sickness.version(),
            sickness.good(),
            sickness.beganAt(),
            repaired ? Optional.of(at) : Optional.empty(),
            !at.isBefore(sickness.beganAt().plus(MUST_BE_TOLD))));
  }

  /** A pause was ordered and lifted. */
  synchronized void paused(Pause pause) {
    pauses.add(pause);
  }

  /** Poison is about to be sent. */
  synchronized void poisons(Poison poison) {
    poisons.add(poison);
  }

  /** A command is about to be sent once more. */
  synchronized void replays(String commandId) {
    replays.merge(commandId, 1, Integer::sum);
  }

  synchronized List<Sickness> sicknesses() {
    return List.copyOf(over);
  }

  synchronized List<Pause> pauses() {
    return List.copyOf(pauses);
  }

  synchronized List<Poison> poisons() {
    return List.copyOf(poisons);
  }

  synchronized Map<String, Integer> replays() {
    return Map.copyOf(replays);
  }

  /** Every version that was rolled out, well or not, is told apart by its name alone. */
  synchronized boolean isSick(String target) {
    return sick.containsKey(target);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
