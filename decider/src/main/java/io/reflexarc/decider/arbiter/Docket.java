package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Entry.Circuit;
import io.reflexarc.decider.arbiter.Entry.Clock;
import io.reflexarc.decider.arbiter.Entry.Grant;
import io.reflexarc.decider.arbiter.Entry.Patient;
import io.reflexarc.decider.arbiter.Entry.Roster;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that an arbiter remembers of its cluster: a map of entries, each found by what it is asked
 * for. Knows which of them changed since it was last asked.
 *
 * <p>Bounded: {@link #MOST_GRANTS}, {@link #MOST_PATIENTS}, a roster a partition.
 *
 * <p>Not safe for use by several threads: each belongs to one stream task.
 */
public final class Docket {

  /** Most grants that are remembered; no more are made until the oldest count nowhere. */
  public static final int MOST_GRANTS = 50_000;

  /** Most unwell targets that are remembered; who comes later counts as well. */
  public static final int MOST_PATIENTS = 50_000;

  private static final String NODE = "//Node/";

  private final Map<String, Grant> grants = new HashMap<>();
  private final Budgets budgets = new Budgets();
  private final NavigableSet<Grant> pending = new TreeSet<>(Grant.OLDEST_FIRST);
  private final TreeMap<String, Patient> patients = new TreeMap<>();
  private final Map<String, Patient> sickNodes = new HashMap<>();
  private final TreeMap<Integer, Roster> rosters = new TreeMap<>();
  private final Map<Group, Circuit> circuits = new HashMap<>();
  private final Zones zones = new Zones();
  private Map<String, Optional<Entry>> changes = new TreeMap<>();
  private long clock;
  private long revision;

  /** Puts back what was stored. */
  public void restore(Entry entry) {
    put(entry);
    changes.remove(entry.key());
  }

  /** Key of each entry that changed since this was last asked: the entry, empty when it is gone. */
  public Map<String, Optional<Entry>> changes() {
    Map<String, Optional<Entry>> changed = changes;
    changes = new TreeMap<>();
    return changed;
  }

  void put(Entry entry) {
    changes.put(entry.key(), Optional.of(entry));
    if (entry instanceof Grant grant) {
      forget(grant.commandId());
      grants.put(grant.commandId(), grant);
      budgets.add(grant);
      if (grant.issuedAt().isEmpty()) {
        pending.add(grant);
      }
    } else if (entry instanceof Patient patient) {
      admit(patient);
      revision++;
    } else if (entry instanceof Roster roster) {
      rosters.put(roster.partition(), roster);
      zones.know(rosters.values());
      revision++;
    } else if (entry instanceof Circuit circuit) {
      circuits.put(circuit.group(), circuit);
    } else {
      clock = ((Clock) entry).at();
    }
  }

  private void admit(Patient patient) {
    if (patients.size() >= MOST_PATIENTS && !patients.containsKey(patient.target())) {
      changes.remove(patient.key());
      return;
    }
    patients.put(patient.target(), patient);
    if (patient.group() == Group.NODES) {
      sickNodes.put(nameOf(patient.target()), patient);
    }
  }

  private static String nameOf(String node) {
    return node.substring(node.indexOf(NODE) + NODE.length());
  }

  private void forget(String commandId) {
    Grant known = grants.remove(commandId);
    if (known != null) {
      budgets.remove(known);
      pending.remove(known);
    }
  }

  void remove(Entry entry) {
    changes.put(entry.key(), Optional.empty());
    if (entry instanceof Grant grant) {
      forget(grant.commandId());
    } else if (entry instanceof Patient patient) {
      patients.remove(patient.target());
      if (patient.group() == Group.NODES) {
        sickNodes.remove(nameOf(patient.target()));
      }
      revision++;
    }
  }

  long clock() {
    return clock;
  }

  Optional<Grant> grant(String commandId) {
    return Optional.ofNullable(grants.get(commandId));
  }

  /** What was granted and is neither used nor returned, oldest first. */
  List<Grant> pending() {
    return List.copyOf(pending);
  }

  Budgets budgets() {
    return budgets;
  }

  Optional<Patient> patient(String target) {
    return Optional.ofNullable(patients.get(target));
  }

  List<Patient> patients() {
    return List.copyOf(patients.values());
  }

  /** Rises whenever a target becomes unwell or well, and when a partition is counted. */
  long revision() {
    return revision;
  }

  /** The node of that name, if it is unwell. */
  Optional<Patient> node(String name) {
    return Optional.ofNullable(sickNodes.get(name));
  }

  Circuit circuit(Group group) {
    return circuits.getOrDefault(group, Circuit.of(group));
  }

  /** How many targets of a group there are. */
  int known(Group group) {
    return rosters.values().stream()
        .mapToInt(it -> group == Group.NODES ? it.zones().size() : it.workloads())
        .sum();
  }

  Zones zones() {
    return zones;
  }

  /** How many of these nodes are unwell. */
  int sick(Collection<String> names) {
    return (int) names.stream().filter(sickNodes::containsKey).count();
  }
}
