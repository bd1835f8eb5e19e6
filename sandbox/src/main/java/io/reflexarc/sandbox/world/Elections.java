package io.reflexarc.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.traffic.PodApp;
import io.reflexarc.sandbox.world.traffic.PodIdentity;
import io.reflexarc.sandbox.world.traffic.Processes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Applications that elect a leader among their pods, as client libraries do: over a Lease that
 * bears their label {@code app}. The holder renews it; once it has run out another takes it. A
 * process that is cut off can do neither, and goes on as it was.
 */
final class Elections {

  private static final Duration RENEWAL = Duration.ofSeconds(2);
  private static final String MANAGER = "elector";

  private final Cluster cluster;
  private final Processes processes;

  Elections(Cluster cluster, Processes processes) {
    this.cluster = cluster;
    this.processes = processes;
    cluster.clock().every(RENEWAL, this::hold);
  }

  private void hold() {
    for (ObjectNode lease : cluster.all(BuiltInTypes.LEASES)) {
      Metadata.label(lease, "app").ifPresent(app -> hold(lease, app));
    }
  }

  private void hold(ObjectNode lease, String app) {
    Map<String, PodApp> candidates = candidates(Metadata.namespace(lease), app);
    String holder = lease.at("/spec/holderIdentity").asText("");
    if (candidates.containsKey(holder)) {
      write(lease, holder);
    } else if (hasRunOut(lease)) {
      candidates.keySet().stream().findFirst().ifPresent(name -> write(lease, name));
    }
    String leader = lease(lease).at("/spec/holderIdentity").asText("");
    candidates.forEach((name, process) -> process.lead(name.equals(leader)));
  }

  /** Processes that reach the API and whose pods are ready, by the names of those. */
  private Map<String, PodApp> candidates(String namespace, String app) {
    Map<String, PodApp> found = new TreeMap<>();
    for (PodApp process : processes.all()) {
      PodIdentity identity = process.identity();
      boolean stands =
          identity.version().app().equals(app)
              && identity.version().namespace().equals(namespace)
              && !process.isCutOff();
      if (stands && isReady(namespace, identity)) {
        found.put(identity.pod(), process);
      }
    }
    return found;
  }

  private boolean isReady(String namespace, PodIdentity identity) {
    ObjectNode pod = cluster.find(BuiltInTypes.PODS, new ObjectKey(namespace, identity.pod()));
    return pod != null && Metadata.uid(pod).equals(identity.uid()) && Pods.ready(pod);
  }

  private boolean hasRunOut(ObjectNode lease) {
    String renewed = lease.at("/spec/renewTime").asText("");
    long seconds = lease.at("/spec/leaseDurationSeconds").asLong();
    return renewed.isEmpty()
        || !cluster.now().isBefore(Instant.parse(renewed).plusSeconds(seconds));
  }

  private void write(ObjectNode lease, String holder) {
    String now = Events.micros(cluster.now());
    cluster.edit(
        BuiltInTypes.LEASES,
        lease,
        MANAGER,
        object -> {
          ObjectNode spec = object.withObjectProperty("spec");
          String before = spec.path("holderIdentity").asText("");
          if (!before.equals(holder)) {
            spec.put("leaseTransitions", spec.path("leaseTransitions").asInt() + 1);
            spec.put("acquireTime", now);
          }
          spec.put("holderIdentity", holder).put("renewTime", now);
        });
  }

  private ObjectNode lease(ObjectNode lease) {
    ObjectNode found = cluster.find(BuiltInTypes.LEASES, ObjectKey.of(lease));
    return found == null ? lease : found;
  }
}
