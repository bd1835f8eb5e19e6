package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.symptom.events}. */
final class EventsReader {

  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);
  static final Set<FactPhase> DEFAULT_PHASES = Set.of(FactPhase.OCCURRED, FactPhase.BEGAN);

  private EventsReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<FactSelector> fact = FactReader.readBeside(fields);
    int before = fields.mistakes().count();
    List<FactPhase> phases =
        fields.values("phases", FactPhase.values().length, Scalars.word(FactPhase.class, Set.of()));
    if (fields.has("phases") && phases.isEmpty() && fields.mistakes().count() == before) {
      fields.mistake("phases", "is empty, write at least one: [occurred]");
    }
    Optional<Per> per = FactReader.per(fields, Per.VERSION);
    Optional<Duration> window =
        fields.or(
            "window", DEFAULT_WINDOW, Scalars.duration(Indicator.MIN_WINDOW, Indicator.MAX_WINDOW));
    Optional<Long> atLeast = fields.required("atLeast", Scalars.wholeNumber(1, Events.MOST), "3");
    Optional<Long> atMost = HeldStateReader.healthyAtMost(fields, atLeast);
    Optional<Indicator> events =
        fields.finish()
            ? Optional.of(
                new Events(
                    fact.orElseThrow(),
                    phases.isEmpty() ? DEFAULT_PHASES : Set.copyOf(phases),
                    per.orElseThrow(),
                    window.orElseThrow(),
                    atLeast.orElseThrow(),
                    atMost.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(events, per, window).actingAtOnce();
  }
}
