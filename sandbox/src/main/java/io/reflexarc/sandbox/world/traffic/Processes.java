package io.reflexarc.sandbox.world.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The application processes that run at present. Thread-safe. */
public final class Processes {
  private final Behaviours behaviours;
  private final Map<String, PodApp> byUid = new LinkedHashMap<>();

  /** No processes yet. */
  public Processes(Behaviours behaviours) {
    this.behaviours = behaviours;
  }

  /** How the versions behave. */
  public Behaviours behaviours() {
    return behaviours;
  }

  /** A container of a pod starts; a process of the same pod that still ran is forgotten. */
  public synchronized PodApp start(PodIdentity identity, Instant now) {
    PodApp app = new PodApp(identity, now, behaviours.of(identity.version()));
    byUid.put(identity.uid(), app);
    return app;
  }

  /** The process ended. */
  public synchronized void stop(PodApp app) {
    byUid.remove(app.identity().uid(), app);
  }

  /** The process of a pod; empty while it has none. */
  public synchronized Optional<PodApp> of(String podUid) {
    return Optional.ofNullable(byUid.get(podUid));
  }

  /** All processes, in the order in which their pods first ran. */
  public synchronized List<PodApp> all() {
    return new ArrayList<>(byUid.values());
  }
}
