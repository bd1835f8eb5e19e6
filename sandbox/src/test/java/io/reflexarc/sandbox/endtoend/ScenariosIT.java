package io.reflexarc.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ScenariosIT {

  @TempDir private Path folder;

  /** Those that no other test here plays to the same end. */
  static Stream<String> shipped() {
    Set<String> elsewhere = Set.of(ExistingKafkaContract.SCENARIO, PoisonIT.SCENARIO);
    return ScenarioFolder.shippedIds().stream().filter(id -> !elsewhere.contains(id));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shouldEndAsExpectedWhenPlayed(String scenario) throws InterruptedException {
    // given
    Plays plays = new Plays(folder);

    // when
    Playback playback = plays.play(scenario);

    // then
    assertThat(playback.verdict().failures()).as(plays.shown()).isEmpty();
    assertThat(playback.verdict().passed()).as(plays.shown()).isTrue();
  }
}
