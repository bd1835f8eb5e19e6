package io.reflexarc.sandbox.world.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sends requests through Services to processes, second by second, and lets the processes live. To
 * be stepped on the world's thread; the same seed and the same steps give the same counters.
 */
public final class TrafficEngine {
  private final Processes processes;
  private final Endpoints endpoints;
  private final TrafficStats stats = new TrafficStats();
  private final List<Traffic> traffic = new CopyOnWriteArrayList<>();
  private final Map<String, Draw> chance = new HashMap<>();
  private final long seed;
  private Instant seenAt;

  /** Nobody sends anything yet. */
  public TrafficEngine(Processes processes, Endpoints endpoints, long seed, Instant now) {
    this.processes = processes;
    this.endpoints = endpoints;
    this.seed = seed;
    this.seenAt = now;
  }

  /** Clients send this from now on, instead of what they sent to the same Service before. */
  public void send(Traffic next) {
    traffic.removeIf(
        t -> t.namespace().equals(next.namespace()) && t.service().equals(next.service()));
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
    for (Traffic source : traffic) {
      offer(source, now, seconds, loads);
    }
    List<PodApp> full = new ArrayList<>();
    for (PodApp app : processes.all()) {
      live(app, now, loads.get(app.identity().uid()));
      if (app.atMemoryLimit()) {
        full.add(app);
      }
    }
    traffic.forEach(source -> record(source, now));
    return full;
  }

  private void offer(Traffic source, Instant now, double seconds, Map<String, Load> loads) {
    String service = name(source);
    double rate = source.rateAt(now);
    List<String> ready = endpoints.of(source.namespace(), source.service());
    if (ready.isEmpty()) {
      stats.unserved(service, chance(service).poisson(rate * seconds));
      return;
    }
    double each = rate / ready.size();
    for (String uid : ready) {
      if (processes.of(uid).isPresent()) {
        loads.put(uid, new Load(service, each, source.countries()));
      } else {
        stats.unserved(service, chance(service).poisson(each * seconds));
      }
    }
  }

  private void live(PodApp app, Instant now, @org.jspecify.annotations.Nullable Load load) {
    AppVersion version = app.identity().version();
    Behaviour behaviour = processes.behaviours().of(version);
    if (load == null) {
      app.step(behaviour, now, 0, Map.of(), chance(""));
      return;
    }
    double before = app.latencySum();
    PodApp.Outcome served =
        app.step(behaviour, now, load.rate, load.countries, chance(load.service));
    stats.count(load.service, served);
    stats.history(load.service, version, now).add(served, app.latencySum() - before);
  }

  private void record(Traffic source, Instant now) {
    String service = name(source);
    List<AppVersion> due =
        stats.versions(service).stream()
            .filter(version -> stats.history(service, version, now).due(now))
            .toList();
    if (due.isEmpty()) {
      return;
    }
    List<String> ready = endpoints.of(source.namespace(), source.service());
    for (AppVersion version : due) {
      close(service, version, ready, now);
    }
  }

  private void close(String service, AppVersion version, List<String> ready, Instant now) {
    double sum = 0;
    double max = 0;
    int count = 0;
    for (PodApp app : processes.all()) {
      if (app.identity().version().equals(version)) {
        sum += app.memoryBytes();
        max = Math.max(max, app.memoryBytes());
        count++;
      }
    }
    long endpointsOfVersion =
        ready.stream()
            .map(processes::of)
            .flatMap(Optional::stream)
            .filter(app -> app.identity().version().equals(version))
            .count();
    stats
        .history(service, version, now)
        .close(now, count == 0 ? 0 : sum / count, max, (int) endpointsOfVersion, count);
  }

  private Draw chance(String service) {
    return chance.computeIfAbsent(service, s -> new Draw(seed * 31 + s.hashCode()));
  }

  private static String name(Traffic source) {
    return source.namespace() + "/" + source.service();
  }

  private record Load(String service, double rate, Map<String, Double> countries) {}
}
