package io.reflexarc.chaos.report;

import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.scenario.StoryLog;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A moment of a story that a chart shows.
 *
 * @param name a word
 * @param at event time since the story's start
 */
record Mark(String name, Duration at) {

  /** Those of a trial, in order of time. */
  static List<Mark> of(Trial.Played trial) {
    StoryLog log = trial.with().log();
    List<Mark> marks = new ArrayList<>();
    if (trial.with().scenario().hasFault()) {
      marks.add(new Mark("fault", since(trial, trial.with().span().faultAt())));
    }
    add(marks, trial, "detected", log.detectedAt());
    add(marks, trial, "held", log.firstAt(Stage.HELD));
    add(marks, trial, "decided", log.firstAt(Stage.ISSUED));
    add(marks, trial, "applied", log.firstAt(Stage.APPLIED));
    add(marks, trial, "healed", log.firstAt(Stage.HEALED));
    add(marks, trial, "a human was told", log.firstAt(Stage.ESCALATED));
    marks.sort(java.util.Comparator.comparing(Mark::at));
    return marks;
  }

  private static void add(List<Mark> marks, Trial.Played trial, String name, Optional<Instant> at) {
    at.ifPresent(instant -> marks.add(new Mark(name, since(trial, instant))));
  }

  private static Duration since(Trial.Played trial, Instant at) {
    return Duration.between(trial.with().span().beganAt(), at);
  }
}
