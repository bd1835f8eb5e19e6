package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.singleton.Claims;
import io.reflexarc.decider.indicator.singleton.SingletonIndicator;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Asks {@link SingletonIndicator} of the pods that say whether they lead. */
final class SingletonProbe implements Probe {

  private final Singleton singleton;
  private final SingletonIndicator indicator;

  SingletonProbe(Singleton singleton) {
    this.singleton = singleton;
    this.indicator = new SingletonIndicator(singleton);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public boolean counts(Fact fact) {
    return indicator.counts(fact);
  }

  @Override
  public List<Reading> read(Look look) {
    Span span = look.span(singleton.window().toMillis());
    Claims claims =
        singleton.fact().map(fact -> told(look, fact, span)).orElseGet(() -> measured(look, span));
    return indicator.read(claims, indicator.holder(taken(look)), span);
  }

  private Claims told(Look look, FactSelector fact, Span span) {
    return indicator.told(
        look.facts().states(fact.type()), look.facts().instants(fact.type()), span, look.watched());
  }

  private Claims measured(Look look, Span span) {
    TreeMap<Subject, Boolean> pods = new TreeMap<>();
    int silent = 0;
    for (Slice slice : Slice.of(Per.POD, look)) {
      if (slice.subject().pod() != null && indicator.measures(slice.measured())) {
        Boolean claims = indicator.claims(slice.measured(), span);
        silent += claims == null ? 1 : 0;
        if (claims != null) {
          pods.put(slice.subject(), claims);
        }
      }
    }
    return new Claims(pods, silent);
  }

  private static Collection<Fact> taken(Look look) {
    List<Fact> taken = new ArrayList<>();
    Singleton.LEASE_TAKEN.forEach(type -> taken.addAll(look.facts().states(type)));
    return taken;
  }
}
