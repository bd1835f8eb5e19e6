package io.reflexarc.decider.spine;

import io.reflexarc.decider.spine.Happening.Deploy;
import io.reflexarc.decider.spine.Happening.Pause;
import io.reflexarc.decider.spine.Happening.Quiet;
import io.reflexarc.decider.spine.Happening.Resume;
import io.reflexarc.decider.spine.Happening.Strike;
import io.reflexarc.decider.spine.Town.Event.Lives;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days that once went wrong. */
class TownTest {

  @Test
  void shouldTakeEvidenceForNewWhenItIsYoungerThanTheOrderToResume() {
    struckAfterAResume(2);
  }

  @Test
  void shouldNotTakeEvidenceForNewWhenItIsOlderThanTheOrderToResume() {
    struckAfterAResume(4);
  }

  /** A fact strikes one target after another, whose clock is so many ticks ahead, resumed all. */
  private static void struckAfterAResume(int ticksAhead) {
    new Town()
        .through(
            List.of(
                new Lives(1, new Deploy()),
                new Lives(1, new Pause("*")),
                new Lives(0, new Quiet(ticksAhead)),
                new Lives(0, new Resume("*")),
                new Lives(1, new Strike(20_000)),
                new Lives(1, new Quiet(2))))
        .recovers();
  }
}
