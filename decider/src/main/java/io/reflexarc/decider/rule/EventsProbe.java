package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.indicator.events.EventsIndicator;
import io.reflexarc.decider.window.Span;
import io.reflexarc.schemas.policy.Events;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks {@link EventsIndicator} of the workload, each version or each pod. */
final class EventsProbe implements Probe {

  private final Events events;
  private final EventsIndicator indicator;

  EventsProbe(Events events) {
    this.events = events;
    this.indicator = new EventsIndicator(events);
  }

  @Override
  public boolean isOfFacts() {
    return true;
  }

  @Override
  public boolean counts(Fact fact) {
    return indicator.counts(fact);
  }

  @Override
  public List<Reading> read(Look look) {
    Span span = indicator.span(look.horizon(), look.notBefore());
    Collection<Fact> facts = look.facts().instants(events.fact().type());
    Watched watched = look.watched();
    List<Reading> readings = new ArrayList<>();
    for (Whose whose : Whose.of(events.per(), look, facts)) {
      long count = indicator.count(facts, span, whose::owns);
      readings.add(indicator.read(whose.subject(), count, span, watched));
    }
    return readings;
  }
}
