package io.reflexarc.sandbox.world.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests through Services to processes, second by second, and lets the processes live. To
 * be stepped on the world's thread; the same seed and the same steps give the same counters.
 */
public final class TrafficEngine {
  private final Processes processes;
  private final Wiring wiring;
  private final Demand demand;
  private final TrafficStats stats = new TrafficStats();
  private final List<Traffic> traffic = new CopyOnWriteArrayList<>();
  private final Map<String, Draw> chance = new HashMap<>();
  private final long seed;
  private Instant seenAt;

  /** Nobody sends anything yet. */
  public TrafficEngine(Processes processes, Wiring wiring, Links links, long seed, Instant now) {
    this.processes = processes;
    this.wiring = wiring;
    this.demand = new Demand(processes, wiring, links);
    this.seed = seed;
    this.seenAt = now;
  }

  /** Clients send this from now on, instead of what they sent to the same place before. */
  public void send(Traffic next) {
    traffic.removeIf(
        t ->
            t.namespace().equals(next.namespace())
                && t.service().equals(next.service())
                && t.route().equals(next.route()));
    traffic.add(next);
  }

  /** What clients send at present. */
  public List<Traffic> traffic() {
    return List.copyOf(traffic);
  }

  /** What really happened. */
  public TrafficStats stats() {
    return stats;
  }

  /**
   * Lives until {@code now}.
   *
   * @return the processes that have reached their memory limit
   */
  public List<PodApp> step(Instant now) {
    double seconds = Duration.between(seenAt, now).toMillis() / 1000.0;
    seenAt = now;
    Map<String, Load> loads = new LinkedHashMap<>();
    demand.next(traffic, now);
    demand.flows().forEach((target, flow) -> offer(target, flow, seconds, loads));
    List<PodApp> full = new ArrayList<>();
    Map<AppVersion, Footprint> footprints = new HashMap<>();
    for (PodApp app : processes.all()) {
      Load load = loads.get(app.identity().uid());
      live(app, now, load);
      footprints
          .computeIfAbsent(app.identity().version(), v -> new Footprint())
          .add(app.memoryBytes(), load != null);
      if (app.atMemoryLimit()) {
        full.add(app);
      }
    }
    stats.services().forEach(service -> record(service, now, footprints));
    return full;
  }

  private void offer(
      Demand.Target target, Demand.Flow flow, double seconds, Map<String, Load> loads) {
    String service = target.toString();
    List<String> ready = wiring.endpoints(target.namespace(), target.service());
    if (ready.isEmpty()) {
      stats.unserved(service, chance(service).poisson(flow.rate() * seconds));
      return;
    }
    double each = flow.rate() / ready.size();
    Reply crowd = demand.crowd(target);
    for (String uid : ready) {
      if (processes.of(uid).isPresent()) {
        loads.put(uid, new Load(service, each, flow.countries(), crowd));
      } else {
        stats.unserved(service, chance(service).poisson(each * seconds));
      }
    }
  }

  private void live(PodApp app, Instant now, @Nullable Load load) {
    AppVersion version = app.identity().version();
    Behaviour behaviour = processes.behaviours().of(version);
    if (load == null) {
      app.step(behaviour, now, 0, Map.of(), Reply.NOTHING, chance(""));
      return;
    }
    double before = app.latencySum();
    Reply others = load.crowd.then(demand.others(version), 1);
    PodApp.Outcome served =
        app.step(behaviour, now, load.rate, load.countries, others, chance(load.service));
    stats.count(load.service, served);
    stats.history(load.service, version, now).add(served, app.latencySum() - before);
  }

  private void record(String service, Instant now, Map<AppVersion, Footprint> footprints) {
    for (AppVersion version : stats.versions(service)) {
      VersionHistory history = stats.history(service, version, now);
      if (history.due(now)) {
        Footprint footprint = footprints.getOrDefault(version, new Footprint());
        history.close(
            now, footprint.average(), footprint.max, footprint.receiving, footprint.processes);
      }
    }
  }

  private Draw chance(String service) {
    return chance.computeIfAbsent(service, s -> new Draw(seed * 31 + s.hashCode()));
  }

  /** What the processes of one version hold together. */
  private static final class Footprint {
    private double sum;
    private double max;
    private int processes;
    private int receiving;

    private void add(double bytes, boolean receives) {
      sum += bytes;
      max = Math.max(max, bytes);
      processes++;
      receiving += receives ? 1 : 0;
    }

    private double average() {
      return processes == 0 ? 0 : sum / processes;
    }
  }

  private record Load(String service, double rate, Map<String, Double> countries, Reply crowd) {}
}
