package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Entry.Patient;
import io.reflexarc.decider.arbiter.Ruling.Denial;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.TargetSelector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the cause of a target's trouble when it lies elsewhere: a zone before its nodes, a node
 * before its pods, a dependency before its dependants.
 */
final class Causes {

  /** So many unwell nodes at least are a zone's trouble, if they are half of it. */
  static final int LEAST_NODES_OF_A_ZONE = 3;

  /** Of so many nodes that a target is on, one counts. */
  static final int ONE_NODE_OF = 10;

  private final Docket docket;

  Causes(Docket docket) {
    this.docket = docket;
  }

  /** What holds a command back because the cause lies elsewhere. */
  Optional<Denial> of(Request.Ask ask) {
    TargetKey target = TargetKey.parse(ask.target());
    Optional<Denial> node =
        ask.holdWhile().contains(Hold.NODE_UNHEALTHY)
            ? nodes(target, ask.needs())
            : Optional.empty();
    return node.or(
        () ->
            ask.holdWhile().contains(Hold.DEPENDENCY_UNHEALTHY)
                ? unready(ask.needs()).or(() -> dependency(ask.target(), ask.onset(), ask.needs()))
                : Optional.empty());
  }

  /**
   * Who counts as unwell for a patient: nobody where the cause is another patient, which counts
   * itself; else the dependency of which nothing is ready, one for all that depend on it; else
   * itself.
   */
  Optional<String> counted(Patient patient) {
    if (patient.group() == Group.NODES) {
      return Optional.of(patient.target());
    }
    Needs needs = patient.needs();
    if (sickShare(needs) || dependency(patient.target(), patient.onset(), needs).isPresent()) {
      return Optional.empty();
    }
    return needs.unready().stream().findFirst().or(() -> Optional.of(patient.target()));
  }

  private Optional<Denial> nodes(TargetKey target, Needs needs) {
    boolean isNode = target.kind().equals(TargetSelector.NODE);
    Set<String> on = isNode ? Set.of(target.name()) : needs.nodes();
    Optional<Denial> zone =
        on.stream()
            .flatMap(node -> docket.zones().of(node).stream())
            .distinct()
            .sorted()
            .filter(this::isSick)
            .findFirst()
            .map(it -> zone(target.cluster(), it));
    return zone.or(() -> isNode || !sickShare(needs) ? Optional.empty() : node(needs));
  }

  private Denial zone(String cluster, String zone) {
    return denial(
        Gate.ZONE_UNHEALTHY,
        new TargetKey(cluster, "", "Zone", zone).toString(),
        docket.sick(docket.zones().nodesOf(zone))
            + " of "
            + docket.zones().nodesOf(zone).size()
            + " nodes of zone "
            + zone
            + " are unwell");
  }

  private boolean isSick(String zone) {
    Set<String> nodes = docket.zones().nodesOf(zone);
    int sick = docket.sick(nodes);
    return sick >= LEAST_NODES_OF_A_ZONE && 2 * sick >= nodes.size();
  }

  /** One node of up to ten is enough, of more it takes a tenth. */
  private boolean sickShare(Needs needs) {
    int sick = docket.sick(needs.nodes());
    return sick > 0 && sick * ONE_NODE_OF >= needs.nodes().size();
  }

  private Optional<Denial> node(Needs needs) {
    return needs.nodes().stream()
        .flatMap(name -> docket.node(name).stream())
        .min(Patient.BY_ONSET)
        .map(
            it ->
                denial(
                    Gate.NODE_UNHEALTHY,
                    it.target(),
                    "it runs on " + it.target() + ", which is unwell: " + it.says()));
  }

  private static Optional<Denial> unready(Needs needs) {
    return needs.unready().stream()
        .findFirst()
        .map(
            it ->
                denial(
                    Gate.DEPENDENCY_UNHEALTHY,
                    it,
                    "it depends on " + it + ", of which nothing is ready"));
  }

  private Optional<Denial> dependency(String target, long onset, Needs needs) {
    return unwell(needs)
        .filter(it -> !it.target().equals(target))
        .filter(it -> isBefore(it, target, onset) || !leadsTo(it, target))
        .min(Patient.BY_ONSET)
        .map(
            it ->
                denial(
                    Gate.DEPENDENCY_UNHEALTHY,
                    it.target(),
                    "it depends on " + it.target() + ", which is unwell: " + it.says()));
  }

  private Stream<Patient> unwell(Needs needs) {
    return needs.dependsOn().stream().flatMap(it -> docket.patient(it).stream());
  }

  /** Whether its own trouble may come from that target, over others that are unwell. */
  private boolean leadsTo(Patient from, String target) {
    Set<String> seen = new HashSet<>(Set.of(from.target()));
    Deque<Patient> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      Needs needs = next.remove().needs();
      if (needs.dependsOn().contains(target)) {
        return true;
      }
      unwell(needs).filter(it -> seen.add(it.target())).forEach(next::add);
    }
    return false;
  }

  /** Where all depend on each other, the one that fell ill first is the cause. */
  private static boolean isBefore(Patient other, String target, long onset) {
    return other.onset() < onset
        || (other.onset() == onset && other.target().compareTo(target) < 0);
  }

  private static Denial denial(Gate gate, String cause, String says) {
    return new Denial(gate, Optional.of(cause), OptionalLong.empty(), says);
  }
}
