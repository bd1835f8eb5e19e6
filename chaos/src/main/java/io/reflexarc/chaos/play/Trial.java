package io.reflexarc.chaos.play;

import io.reflexarc.sandbox.scenario.Moment;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.UnattendedCourse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What became of an experiment. */
public sealed interface Trial {

  /** Which. */
  Experiment experiment();

  /** Whether all that it promises holds. */
  boolean passed();

  /** Real time that it took. */
  Duration took();

  /**
   * It was played with Reflexarc, and in a sandbox also without.
   *
   * @param with the story with Reflexarc
   * @param without the same story, as long, with nobody who acts; empty on a real cluster
   * @param real how long each stretch of the healing took in real time
   */
  record Played(
      Experiment experiment,
      Playback with,
      Optional<UnattendedCourse> without,
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
    public OptionalDouble burntWithout() {
      return without.stream().mapToDouble(this::burnt).findFirst();
    }

    private double burnt(UnattendedCourse other) {
      return with.scenario()
          .expect()
          .budget()
          .burnt(other.course(), other.span().faultAt(), other.span().endedAt());
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
