package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Entry.Roster;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which nodes lie in which zone. */
final class Zones {

  private Map<String, String> zoneOf = Map.of();
  private Map<String, Set<String>> nodesOf = Map.of();

  /** Learns it from the rosters of all partitions. */
  void know(Collection<Roster> rosters) {
    Map<String, String> zones = new HashMap<>();
    Map<String, Set<String>> nodes = new HashMap<>();
    for (Roster roster : rosters) {
      roster
          .zones()
          .forEach(
              (node, zone) -> {
                if (!zone.isEmpty()) {
                  zones.put(node, zone);
                  nodes.computeIfAbsent(zone, any -> new TreeSet<>()).add(node);
                }
              });
    }
    zoneOf = zones;
    nodesOf = nodes;
  }

  /** The zone of a node; empty when it is not known. */
  Optional<String> of(String node) {
    return Optional.ofNullable(zoneOf.get(node));
  }

  /** The nodes of a zone. */
  Set<String> nodesOf(String zone) {
    return nodesOf.getOrDefault(zone, Set.of());
  }
}
