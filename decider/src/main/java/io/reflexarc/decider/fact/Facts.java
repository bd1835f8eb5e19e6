package io.reflexarc.decider.fact;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What rules and planners ask of a target's facts. */
public interface Facts {

  /** The instants of a type, oldest first; each id once. */
  Collection<Fact> instants(String type);

  /** For each state of a type the last record that spoke of it. */
  Collection<Fact> states(String type);

  /** All of both. */
  Collection<Fact> all();

  /** Equal as long as the facts are the same: who has judged them need not do it again. */
  Object revision();

  /** Whether a state of a type stands: it began and has not ended. */
  default boolean stands(String type) {
    return states(type).stream().anyMatch(Fact::began);
  }

  /** The youngest fact about a pod; empty when none is remembered. */
  default Optional<Fact> youngestOf(String pod) {
    return all().stream().filter(fact -> pod.equals(fact.pod())).max(Comparator.naturalOrder());
  }
}
