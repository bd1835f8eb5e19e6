package io.reflexarc.sandbox.world.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the services really did, per version: for user interfaces and for tests. Thread-safe. */
public final class TrafficStats {
  private static final Comparator<AppVersion> ORDER = Comparator.comparing(AppVersion::toString);

  private final Map<String, Map<AppVersion, VersionHistory>> histories =
      new ConcurrentSkipListMap<>();
  private final Map<String, PodApp.Outcome> totals = new ConcurrentSkipListMap<>();
  private final Map<String, Long> unserved = new ConcurrentSkipListMap<>();

  VersionHistory history(String service, AppVersion version, Instant now) {
    return histories
        .computeIfAbsent(service, s -> Collections.synchronizedMap(new TreeMap<>(ORDER)))
        .computeIfAbsent(version, v -> new VersionHistory(now));
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
    Map<AppVersion, VersionHistory> versions = histories.getOrDefault(service, Map.of());
    synchronized (versions) {
      return new ArrayList<>(versions.keySet());
    }
  }

  /** What a version did in the ten seconds up to {@code at} or shortly before. */
  public Optional<VersionSample> at(String service, AppVersion version, Instant at) {
    return Optional.ofNullable(histories.getOrDefault(service, Map.of()).get(version))
        .flatMap(history -> history.at(at));
  }

  /** What a version did after {@code since}, oldest first, two hours back at most. */
  public List<VersionSample> since(String service, AppVersion version, Instant since) {
    VersionHistory history = histories.getOrDefault(service, Map.of()).get(version);
    return history == null ? List.of() : history.since(since);
  }

  /** All that a service answered since the world began. */
  public PodApp.Outcome total(String service) {
    return totals.getOrDefault(service, PodApp.Outcome.NONE);
  }

  /** Requests that reached no process: no endpoint, or one whose process was dead. */
  public long unserved(String service) {
    return unserved.getOrDefault(service, 0L);
  }
}
