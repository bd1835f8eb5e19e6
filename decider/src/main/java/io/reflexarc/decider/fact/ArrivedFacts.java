package io.reflexarc.decider.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facts as if there were no grace: those that are settled, and on top of them those that wait. Made
 * for one look, it copies nothing.
 *
 * @param settled what is settled
 * @param early what waits, in order
 */
record ArrivedFacts(TargetFacts settled, List<Fact> early) implements Facts {

  @Override
  public Collection<Fact> instants(String type) {
    Collection<Fact> known = settled.instants(type);
    Set<String> ids = known.stream().map(Fact::id).collect(Collectors.toCollection(HashSet::new));
    TreeSet<Fact> all = new TreeSet<>(known);
    early.stream().filter(fact -> fact.type().equals(type) && ids.add(fact.id())).forEach(all::add);
    return all;
  }

  @Override
  public Collection<Fact> states(String type) {
    Map<String, Fact> last = new TreeMap<>();
    Stream.concat(settled.states(type).stream(), standing(type))
        .forEach(fact -> last.merge(fact.state(), fact, ArrivedFacts::younger));
    return List.copyOf(last.values());
  }

  private Stream<Fact> standing(String type) {
    return early.stream().filter(fact -> fact.stands() && fact.type().equals(type));
  }

  private static Fact younger(Fact known, Fact other) {
    return known.compareTo(other) >= 0 ? known : other;
  }

  @Override
  public Collection<Fact> all() {
    List<Fact> all = new ArrayList<>(settled.all());
    all.addAll(early);
    return all;
  }

  @Override
  public Object revision() {
    return List.of(settled.revision(), early);
  }
}
