package io.reflexarc.decider.stream;

import io.reflexarc.decider.arbiter.Request.Census;
import io.reflexarc.decider.ingest.Contract;
import io.reflexarc.decider.ingest.PermitContract;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.TargetSelector;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts the targets of a partition for the arbiters of their clusters: told at the first tick
 * after a start, and whenever it changes.
 */
final class CensusTaker {

  private final int partition;
  private final Map<String, Census> told = new HashMap<>();

  CensusTaker(int partition) {
    this.partition = partition;
  }

  /**
   * What a cluster's arbiter is to be told; empty when it knows.
   *
   * @param fresh whether nothing was ever told from the state that this task has
   * @param now event time
   */
  Optional<Census> take(String cluster, Collection<TargetEntry> entries, boolean fresh, long now) {
    int workloads = 0;
    TreeMap<String, String> zones = new TreeMap<>();
    for (TargetEntry entry : entries) {
      if (!entry.isKnown()) {
        continue;
      }
      if (!entry.key().kind().equals(TargetSelector.NODE)) {
        workloads++;
      } else if (zones.size() < PermitContract.MOST_NODES) {
        zones.put(entry.key().name(), entry.zone());
      }
    }
    String self =
        new TargetKey(cluster, "", Contract.PARTITION, Integer.toString(partition)).toString();
    Census census = new Census(self, now, workloads, zones, fresh);
    Census before = told.put(cluster, census);
    return before != null && before.saysTheSame(census) && !fresh
        ? Optional.empty()
        : Optional.of(census);
  }
}
