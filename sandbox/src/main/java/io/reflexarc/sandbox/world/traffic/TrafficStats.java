package io.reflexarc.sandbox.world.traffic;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the services really did, per version: for user interfaces and for tests. Thread-safe. */
public final class TrafficStats {
  private final Map<String, Histories> histories = new ConcurrentSkipListMap<>();
  private final Map<String, PodApp.Outcome> totals = new ConcurrentSkipListMap<>();
  private final Map<String, Long> unserved = new ConcurrentSkipListMap<>();

  VersionHistory history(String service, AppVersion version, Instant now) {
    return histories.computeIfAbsent(service, s -> new Histories()).of(version, now);
  }

  void count(String service, PodApp.Outcome served) {
    totals.merge(service, served, PodApp.Outcome::plus);
  }

  void unserved(String service, long requests) {
    unserved.merge(service, requests, Long::sum);
  }

  /** Services that had requests, as {@code namespace/name}. */
  public List<String> services() {
    return List.copyOf(histories.keySet());
  }

  /** Versions that a service ever had, by name. */
  public List<AppVersion> versions(String service) {
    return histories.getOrDefault(service, Histories.NONE).inOrder;
  }

  /** What a version did in the ten seconds up to {@code at} or shortly before. */
  public Optional<VersionSample> at(String service, AppVersion version, Instant at) {
    return histories
        .getOrDefault(service, Histories.NONE)
        .find(version)
        .flatMap(history -> history.at(at));
  }

  /** What a version did after {@code since}, oldest first, two hours back at most. */
  public List<VersionSample> since(String service, AppVersion version, Instant since) {
    return histories
        .getOrDefault(service, Histories.NONE)
        .find(version)
        .map(history -> history.since(since))
        .orElse(List.of());
  }

  /** All that a service answered since the world began. */
  public PodApp.Outcome total(String service) {
    return totals.getOrDefault(service, PodApp.Outcome.NONE);
  }

  /** Requests that reached no process: no endpoint, or one whose process was dead. */
  public long unserved(String service) {
    return unserved.getOrDefault(service, 0L);
  }

  /** Those of one service. Looked up for every process in every second, put in order seldom. */
  private static final class Histories {
    private static final Histories NONE = new Histories();
    private static final Comparator<AppVersion> ORDER = Comparator.comparing(AppVersion::toString);

    private final Map<AppVersion, VersionHistory> byVersion = new ConcurrentHashMap<>();
    private volatile List<AppVersion> inOrder = List.of();

    private VersionHistory of(AppVersion version, Instant now) {
      VersionHistory known = byVersion.get(version);
      return known != null ? known : add(version, now);
    }

    private synchronized VersionHistory add(AppVersion version, Instant now) {
      VersionHistory history = byVersion.computeIfAbsent(version, v -> new VersionHistory(now));
      inOrder = byVersion.keySet().stream().sorted(ORDER).toList();
      return history;
    }

    private Optional<VersionHistory> find(AppVersion version) {
      return Optional.ofNullable(byVersion.get(version));
    }
  }
}
