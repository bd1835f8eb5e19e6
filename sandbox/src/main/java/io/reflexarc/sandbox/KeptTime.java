package io.reflexarc.sandbox;

import io.reflexarc.sandbox.world.clock.WorldClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Where the clock of a world stood whose Kafka's data stay. They are stamped by it, so the next
 * start on them goes on from there: for a clock that went back, all that comes would be late.
 */
final class KeptTime {

  private static final String FILE = "clock";

  /** World time between two notes. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** The last note may be as old as that, and the clock runs on while it is written. */
  private static final Duration MARGIN = EVERY.multipliedBy(2);

  private final Path file;

  private KeptTime(Path file) {
    this.file = file;
  }

  static KeptTime in(Path folder) {
    return new KeptTime(folder.resolve(FILE));
  }

  /**
   * When a world is to start.
   *
   * @param asked when it was to start, and does unless it stood later than that
   * @throws IllegalStateException when the note of an earlier world cannot be read
   */
  Instant start(Instant asked) {
    try {
      if (!Files.exists(file)) {
        return asked;
      }
      Instant goesOn = Instant.parse(Files.readString(file).strip()).plus(MARGIN);
      return goesOn.isAfter(asked) ? goesOn : asked;
    } catch (IOException | DateTimeParseException e) {
      throw new IllegalStateException(file + " does not tell where the clock stood", e);
    }
  }

  /** Notes the time of a clock now, and again and again while it runs. */
  void follow(WorldClock clock) {
    note(clock.instant());
    clock.every(EVERY, () -> note(clock.instant()));
  }

  private void note(Instant now) {
    Path next = file.resolveSibling(FILE + ".next");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(next, now + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }
}
