package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;

/** When a story is over: at its time at the latest, or when what it waits for has come. */
public final class Ending {

  private final Scenario scenario;

  /** Of that story. */
  public Ending(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * Whether it is over.
   *
   * @param log what was heard so far
   * @param allPlayed whether every phase has been played
   * @param elapsed event time since its start
   */
  public boolean reached(StoryLog log, boolean allPlayed, Duration elapsed) {
    if (elapsed.compareTo(scenario.until()) >= 0) {
      return true;
    }
    boolean ended =
        switch (scenario.expect().outcome()) {
          case ESCALATED -> log.has(Stage.ESCALATED);
          case HEALED -> log.has(Stage.HEALED) || log.has(Stage.ESCALATED);
          default -> false;
        };
    return ended && allPlayed && (log.allClosed() || log.has(Stage.ESCALATED));
  }
}
