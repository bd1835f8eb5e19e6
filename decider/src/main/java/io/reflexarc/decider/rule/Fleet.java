package io.reflexarc.decider.rule;

import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.proven.Template;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The versions of a workload: which serve now, which are history, which may be gone back to. */
public final class Fleet {

  private final WorkloadState state;
  private final TreeMap<String, List<VersionState>> carriers = new TreeMap<>();
  private final List<String> serving;

  /** The versions of a workload as it stands. */
  public Fleet(WorkloadState state) {
    this.state = state;
    for (VersionState version : state.getVersions()) {
      if (version.getReplicas() > 0) {
        carriers.computeIfAbsent(version.getVersion(), name -> new ArrayList<>()).add(version);
      }
    }
    carriers.replaceAll((version, all) -> List.copyOf(all));
    serving = List.copyOf(carriers.keySet());
  }

  /** The workload as it stands. */
  public WorkloadState state() {
    return state;
  }

  /** Names of the versions that have pods, sorted. */
  public List<String> serving() {
    return serving;
  }

  /** Whether a version has pods. */
  public boolean serves(String version) {
    return carriers.containsKey(version);
  }

  /** How many pods a version has. */
  public int replicas(String version) {
    return carriers(version).stream().mapToInt(VersionState::getReplicas).sum();
  }

  /** The objects that run pods of a version. */
  public List<VersionState> carriers(String version) {
    return carriers.getOrDefault(version, List.of());
  }

  /** What an object asks for now; empty when the object is not known. */
  public Optional<VersionState> current(String object) {
    return state.getVersions().stream()
        .filter(each -> each.getCurrent() && each.getObject().equals(object))
        .findFirst();
  }

  /** What the workload itself asks for now. */
  public Optional<VersionState> current() {
    return current(state.getTarget());
  }

  /** Memory limit of a version's pods, bytes; empty when there is none. */
  public OptionalDouble memoryLimit(String version) {
    return carriers(version).stream()
        .flatMap(each -> Optional.ofNullable(each.getMemoryLimitBytes()).stream())
        .mapToDouble(Long::doubleValue)
        .min();
  }

  /** Other templates of the same object, the youngest first. */
  public List<VersionState> history(VersionState of) {
    return state.getVersions().stream()
        .filter(each -> each.getObject().equals(of.getObject()))
        .filter(each -> !each.getRevision().equals(of.getRevision()))
        .sorted(Comparator.comparing(VersionState::getSince).reversed())
        .toList();
  }

  /** Whether a version may be gone back to: the ledger or a human vouches for it. */
  public boolean good(VersionState version, Ledger ledger, long now) {
    return ledger.vouchesFor(Template.of(version)) || vouched(version, now).isPresent();
  }

  /** The word of a human or a delivery system for a version. */
  public Optional<KnownGood> vouched(VersionState version, long now) {
    return state.getLastKnownGood().stream()
        .filter(good -> good.getObject().equals(version.getObject()))
        .filter(good -> good.getRevision().equals(version.getRevision()))
        .filter(good -> still(good.getUntil(), now))
        .findFirst();
  }

  private static boolean still(@org.jspecify.annotations.Nullable Instant until, long now) {
    return until == null || until.toEpochMilli() > now;
  }
}
