package io.reflexarc.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTimeTest {

  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void shouldStartAsAskedWhenNoWorldWasThere() {
    assertThat(KeptTime.in(folder).start(START)).isEqualTo(START);
  }

  @Test
  void shouldGoOnWhenAWorldRanAhead() {
    // given
    WorldClock clock = WorldClock.startingAt(START, Speed.of(60));
    KeptTime.in(folder).follow(clock);

    // when
    clock.advance(Duration.ofHours(5));

    // then
    assertThat(KeptTime.in(folder).start(START))
        .isBetween(clock.instant(), clock.instant().plus(Duration.ofMinutes(3)));
  }

  @Test
  void shouldStartAsAskedWhenThatIsLater() {
    KeptTime.in(folder).follow(WorldClock.startingAt(START, Speed.of(1)));

    Instant nextDay = START.plus(Duration.ofDays(1));
    assertThat(KeptTime.in(folder).start(nextDay)).isEqualTo(nextDay);
  }

  @Test
  void shouldSaySoWhenTheNoteIsNoTime() throws Exception {
    Files.writeString(folder.resolve("clock"), "noon");

    assertThatIllegalStateException()
        .isThrownBy(() -> KeptTime.in(folder).start(START))
        .withMessageContaining("clock does not tell where the clock stood");
  }
}
