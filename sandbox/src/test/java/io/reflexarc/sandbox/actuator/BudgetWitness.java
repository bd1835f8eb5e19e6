package io.reflexarc.sandbox.actuator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Pods;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts, at every single change of a pod, how many of each workload are ready and not on their way
 * out.
 */
final class BudgetWitness {

  private final Map<String, Set<String>> healthy = new HashMap<>();
  private final Map<String, Integer> fewest = new TreeMap<>();

  private BudgetWitness() {}

  /** Watches from now on. */
  static BudgetWitness of(ObjectStore store) {
    BudgetWitness witness = new BudgetWitness();
    store.list(BuiltInTypes.PODS, "shop").forEach(witness::note);
    store.subscribe(witness::changed);
    return witness;
  }

  private synchronized void changed(StoreEvent event) {
    if (!event.type().equals(BuiltInTypes.PODS)) {
      return;
    }
    if (event.change() == StoreEvent.Change.DELETED) {
      forget(event.object());
    } else {
      note(event.object());
    }
  }

  private void note(ObjectNode pod) {
    if (Pods.ready(pod) && !Metadata.deleting(pod)) {
      healthy.computeIfAbsent(app(pod), app -> new HashSet<>()).add(Metadata.uid(pod));
      fewest.putIfAbsent(app(pod), Integer.MAX_VALUE);
    } else {
      forget(pod);
    }
  }

  private void forget(ObjectNode pod) {
    Set<String> left = healthy.getOrDefault(app(pod), new HashSet<>());
    left.remove(Metadata.uid(pod));
    fewest.merge(app(pod), left.size(), Math::min);
  }

  /** The fewest that each workload ever had. */
  synchronized Map<String, Integer> fewest() {
    return new TreeMap<>(fewest);
  }

  private static String app(ObjectNode pod) {
    return Metadata.label(pod, "app").orElse("");
  }
}
