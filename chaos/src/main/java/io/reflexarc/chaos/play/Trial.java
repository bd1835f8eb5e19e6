package io.reflexarc.chaos.play;

import io.reflexarc.sandbox.scenario.Moment;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.UnattendedCourse;
import java.time.Duration;
import java.util.Map;

/** What became of an experiment. */
public sealed interface Trial {

  /** Which. */
  Experiment experiment();

  /** Whether all that it promises holds. */
  boolean passed();

  /** Real time that it took. */
  Duration took();

  /**
   * It was played with Reflexarc and without.
   *
   * @param with the story with Reflexarc
   * @param without the same story, as long, with nobody who acts
   * @param real how long each stretch of the healing took in real time
   */
  record Played(
      Experiment experiment,
      Playback with,
      UnattendedCourse without,
      Map<Moment, Duration> real,
      Duration took)
      implements Trial {

    /** Copies. */
    public Played {
      real = Map.copyOf(real);
    }

    @Override
    public boolean passed() {
      return with.verdict().passed();
    }

    /** Share of a month's error budget that was burnt with Reflexarc. */
    public double burntWith() {
      return with.scenario()
          .expect()
          .budget()
          .burnt(with.course(), with.span().faultAt(), with.span().endedAt());
    }

    /** Share of a month's error budget that was burnt without it, in the same time. */
    public double burntWithout() {
      return with.scenario()
          .expect()
          .budget()
          .burnt(without.course(), without.span().faultAt(), without.span().endedAt());
    }
  }

  /**
   * It could not be played to its end.
   *
   * @param why in a sentence
   */
  record Crashed(Experiment experiment, String why, Duration took) implements Trial {

    @Override
    public boolean passed() {
      return false;
    }
  }
}
