package io.reflexarc.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.scenario.Playback;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the loop must show on a Kafka that was not set up for it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class ExistingKafkaContract {

  static final String SCENARIO = "bad-deploy";

  /** Years ahead of the broker's clock: by itself it refuses what is more than an hour ahead. */
  private static final Instant FAR_AHEAD = Instant.parse("2045-01-01T10:00:00Z");

  @TempDir private Path folder;

  abstract String bootstrapServers();

  @Test
  void shouldHealOnceWhenTimeIsFarAheadOfTheBroker() throws InterruptedException {
    // given
    SandboxOptions options = SandboxOptions.in(folder, Plays.SPEED, FAR_AHEAD);
    Plays plays = new Plays(options.on(bootstrapServers()));
    List<Effect> effects = new ArrayList<>();

    // when
    Playback playback =
        plays.play(SCENARIO, sandbox -> {}, sandbox -> effects.addAll(sandbox.effects()));

    // then
    assertThat(playback.verdict().failures()).as(plays.shown()).isEmpty();
    assertThat(playback.verdict().passed()).as(plays.shown()).isTrue();
    assertThat(playback.log().commands()).as(plays.shown()).hasSize(1);
    assertThat(effects).as(plays.shown()).hasSize(1);
  }
}
