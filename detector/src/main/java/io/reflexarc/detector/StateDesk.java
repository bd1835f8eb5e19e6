package io.reflexarc.detector;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.workload.WorkloadStates;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the states of workloads in partitions that are ours: where they differ from what the
 * log has, and a tombstone where a workload is gone. Owned by the sensing thread.
 */
final class StateDesk {

  private final Attribution attribution;
  private final WorkloadStates states;
  private final Partitioning partitioning;
  private final Publisher publisher;
  private final Map<Integer, Map<String, WorkloadState>> published = new HashMap<>();
  private final Set<String> unsent = ConcurrentHashMap.newKeySet();

  StateDesk(Senses senses, Partitioning partitioning, Publisher publisher) {
    this.attribution = senses.attribution();
    this.states = new WorkloadStates(senses.picture(), attribution);
    this.partitioning = partitioning;
    this.publisher = publisher;
  }

  /** A partition is ours, and these are the states that its log has. */
  void open(int partition, Map<String, WorkloadState> logged, Instant now) {
    published.put(partition, new HashMap<>(logged));
    List<TargetKey> targets = new ArrayList<>();
    logged.keySet().forEach(key -> TargetKey.tryParse(key).ifPresent(targets::add));
    states
        .targets()
        .filter(target -> partitioning.of(target.toString()) == partition)
        .forEach(targets::add);
    publish(targets, now);
  }

  /** A partition is no longer ours. */
  void close(int partition) {
    published.remove(partition);
  }

  /** Publishes what has changed of these. */
  void publish(Collection<TargetKey> targets, Instant now) {
    for (TargetKey target : targets) {
      Map<String, WorkloadState> known = published.get(partitioning.of(target.toString()));
      if (known != null && isOurs(target)) {
        publish(target, known, now);
      }
    }
  }

  /** Publishes again what could not be published. */
  void resend(Instant now) {
    for (String key : Set.copyOf(unsent)) {
      unsent.remove(key);
      Map<String, WorkloadState> known = published.get(partitioning.of(key));
      TargetKey target = TargetKey.parse(key);
      if (known == null) {
        continue;
      }
      known.remove(key);
      if (states.of(target, null, now).isPresent()) {
        publish(target, known, now);
      } else {
        send(key, null, now);
      }
    }
  }

  private void publish(TargetKey target, Map<String, WorkloadState> known, Instant now) {
    String key = target.toString();
    WorkloadState before = known.get(key);
    Optional<WorkloadState> state = states.of(target, before, now);
    if (state.isEmpty()) {
      if (known.remove(key) != null) {
        send(key, null, now);
      }
    } else if (!WorkloadStates.same(before, state.get())) {
      known.put(key, state.get());
      send(key, state.get(), now);
    }
  }

  private void send(String key, @Nullable WorkloadState state, Instant now) {
    publisher.state(key, state, now, partitioning.of(key), () -> unsent.add(key));
  }

  /** Another cluster's workloads may share the topic; they are another detector's to speak of. */
  private boolean isOurs(TargetKey target) {
    return target.cluster().equals(attribution.cluster())
        && WorkloadStates.KINDS.contains(target.kind());
  }
}
