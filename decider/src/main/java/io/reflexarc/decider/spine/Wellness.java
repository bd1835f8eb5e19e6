package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Needs;
import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.Facts;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.TargetSelector;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a target is unwell, as others that depend on it must know: it has an incident that has not
 * healed, or of which something is being taken back, or is a node of which a standing fact says so,
 * whether or not a policy asks.
 *
 * @param onset since when, event time
 * @param needs what it needs to be well, and what facts say of it
 * @param says a clause
 */
record Wellness(long onset, Needs needs, String says) {

  private static final String DEPENDENCY = "dependency";

  private static final List<String> OF_NODES =
      List.of("node.not-ready", "node.network-unavailable", "node.pressure");

  /** Why it is unwell; empty when it is well. */
  static Optional<Wellness> trouble(
      TargetKey target, Optional<Incident> incident, WorkloadState state, Facts facts) {
    return incident
        .filter(each -> !(each instanceof Watching))
        .map(Incident::facts)
        .map(
            each ->
                new Wellness(
                    each.onsetAt(),
                    needs(state, facts),
                    "its incident of " + each.policy() + " is open"))
        .or(
            () ->
                target.kind().equals(TargetSelector.NODE)
                    ? ofNode(state, facts)
                    : Optional.empty());
  }

  /** Whether a fact tells that a node is unwell. */
  static boolean isTrouble(TargetKey target, Fact fact) {
    return target.kind().equals(TargetSelector.NODE)
        && fact.began()
        && OF_NODES.contains(fact.type());
  }

  private static Optional<Wellness> ofNode(WorkloadState state, Facts facts) {
    return OF_NODES.stream()
        .flatMap(type -> facts.states(type).stream())
        .filter(Fact::began)
        .min(Comparator.comparingLong(Fact::at).thenComparing(Fact::type))
        .map(fact -> new Wellness(fact.at(), needs(state, facts), fact.type()));
  }

  /** What the arbiter is to be told; empty when it knows. */
  static Optional<Request> news(
      TargetKey target, Optional<Wellness> trouble, Optional<SortedSet<String>> told, long now) {
    if (trouble.map(it -> it.needs.unready()).equals(told)) {
      return Optional.empty();
    }
    return Optional.of(
        trouble
            .<Request>map(
                it -> new Request.Unwell(target.toString(), now, it.needs, it.onset, it.says))
            .orElseGet(() -> new Request.Well(target.toString(), now)));
  }

  /** What a workload needs to be well, and what facts say of it. */
  static Needs needs(WorkloadState state, Facts facts) {
    TreeSet<String> unready =
        facts.states(Symptoms.DEPENDENCY_UNREADY).stream()
            .filter(Fact::began)
            .map(fact -> fact.attributes().getOrDefault(DEPENDENCY, "something"))
            .collect(Collectors.toCollection(TreeSet::new));
    return new Needs(new TreeSet<>(state.getDependsOn()), new TreeSet<>(state.getNodes()), unready);
  }
}
