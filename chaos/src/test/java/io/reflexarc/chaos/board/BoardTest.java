package io.reflexarc.chaos.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.chaos.Trials;
import io.reflexarc.chaos.play.Part;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.scenario.RealTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final String TAKEN_BACK = "\u001b[1A\u001b[2K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final Trial.Played healed = Trials.healed();

  @Test
  void shouldWriteALineForEachPhaseAndEachTrialWhenItIsNoTerminal() {
    // given
    Board board = board(new Screen(false, true));

    // when
    board.begins(healed.experiment(), Part.WITH, healed.with().scenario());
    board.says(healed.experiment(), Part.WITH, Duration.ofMinutes(12), "v3 is rolled out");
    board.clock(healed.experiment(), Part.WITH, Duration.ofMinutes(13), Duration.ofMinutes(70));
    board.done(healed);
    board.done(Trials.crashed());

    // then
    assertThat(shown().lines())
        .containsExactly(
            "       bad-deploy  12:00 v3 is rolled out",
            "ok   bad-deploy               healed     healed         0:40    10:00     0:02     0:58"
                + "     0.15 %     0.53 %    0:17",
            "FAIL bad-deploy #2            crashed" + " ".repeat(76) + "0:03",
            "       Kafka <did> not start");
  }

  @Test
  void shouldTakeBackWhatMovesWhenItIsATerminal() {
    // given
    Board board = board(new Screen(true, true));

    // when
    board.begins(healed.experiment(), Part.WITH, healed.with().scenario());
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    board.clock(healed.experiment(), Part.WITH, Duration.ofMinutes(35), Duration.ofMinutes(70));
    board.done(healed);
    board.close(List.of("PASSED"));

    // then
    assertThat(shown())
        .contains("35:00 of 1:10:00  with Reflexarc: a release that fails three requests")
        .contains("0 of 2, 0:10 gone, about 0:37 left")
        .contains("1 of 2, 0:10 gone, about 0:10 left")
        .endsWith(TAKEN_BACK + "PASSED\n");
  }

  @Test
  void shouldWriteNoControlCharactersThatOthersSaid() {
    // given
    Board board = board(new Screen(false, false));

    // when
    board.says(healed.experiment(), Part.WITH, Duration.ZERO, "\u001b[2J gone – all");

    // then
    assertThat(shown()).isEqualTo("       bad-deploy  0:00 [2J gone ? all\n");
  }

  private Board board(Screen screen) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new Board(out, screen, 2, 1, RealTime.running(nanos::get, Duration.ZERO));
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
