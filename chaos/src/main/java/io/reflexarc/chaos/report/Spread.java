package io.reflexarc.chaos.report;

import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.scenario.Moment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long each stretch of a healing took, over all trials that reached it.
 *
 * @param event in event time
 * @param real in real time
 */
record Spread(Map<Moment, Distribution> event, Map<Moment, Distribution> real) {

  static Spread of(List<Trial> trials) {
    List<Trial.Played> played = played(trials);
    return new Spread(
        spread(played, trial -> trial.with().moments()), spread(played, Trial.Played::real));
  }

  static List<Trial.Played> played(List<Trial> trials) {
    return trials.stream()
        .filter(Trial.Played.class::isInstance)
        .map(Trial.Played.class::cast)
        .toList();
  }

  private static Map<Moment, Distribution> spread(
      List<Trial.Played> trials, Function<Trial.Played, Map<Moment, Duration>> moments) {
    Map<Moment, Distribution> spread = new EnumMap<>(Moment.class);
    for (Moment moment : Moment.values()) {
      List<Duration> all =
          trials.stream()
              .map(trial -> Optional.ofNullable(moments.apply(trial).get(moment)))
              .flatMap(Optional::stream)
              .toList();
      if (!all.isEmpty()) {
        spread.put(moment, Distribution.of(all));
      }
    }
    return spread;
  }
}
