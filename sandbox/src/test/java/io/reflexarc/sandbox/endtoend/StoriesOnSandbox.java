package io.reflexarc.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped scenarios, dealt out to test classes, since classes run side by side. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoriesOnSandbox {

  /** How many classes they are dealt out to. */
  private static final int HANDS = 2;

  private final int hand;

  @TempDir private Path folder;

  StoriesOnSandbox(int hand) {
    this.hand = hand;
  }

  /** Those that no other test here plays to the same end. */
  Stream<String> dealt() {
    Set<String> elsewhere = Set.of(ExistingKafkaContract.SCENARIO, PoisonIT.SCENARIO);
    List<String> here =
        ScenarioFolder.shippedIds().stream().filter(id -> !elsewhere.contains(id)).toList();
    return IntStream.range(0, here.size()).filter(i -> i % HANDS == hand).mapToObj(here::get);
  }

  @ParameterizedTest
  @MethodSource("dealt")
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
