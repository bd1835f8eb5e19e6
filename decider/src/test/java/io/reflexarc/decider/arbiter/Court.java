package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Request.Ask;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.LimitScope;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An arbiter with short words for what it is told, and a store that it can be restored from. */
final class Court {

  static final long MINUTE = 60_000;
  static final long HOUR = 3_600_000;

  private final Map<String, Entry> stored = new HashMap<>();
  private Docket docket = new Docket();
  private Arbiter arbiter = new Arbiter(BreakerTerms.DEFAULT, docket);

  static String workload(String name) {
    return "prod/shop/Deployment/" + name;
  }

  static String node(String name) {
    return "prod//Node/" + name;
  }

  static RateLimit limit(int count, long perMillis, LimitScope scope) {
    return new RateLimit(count, Duration.ofMillis(perMillis), scope);
  }

  static Ask ask(String target, String commandId, long at, RateLimit... limits) {
    return new Ask(
        target,
        at,
        commandId,
        at,
        "incident",
        "shop/errors",
        "rollback",
        Arrays.asList(limits),
        Hold.ELSEWHERE,
        Needs.NOTHING,
        at);
  }

  static Ask needing(Ask ask, Needs needs) {
    return new Ask(
        ask.target(),
        ask.at(),
        ask.commandId(),
        ask.askedAt(),
        ask.incidentId(),
        ask.policy(),
        ask.action(),
        ask.limits(),
        ask.holdWhile(),
        needs,
        ask.onset());
  }

  static Needs on(String... nodes) {
    return new Needs(names(), names(nodes), names());
  }

  static Needs dependingOn(String... workloads) {
    return new Needs(workloads(workloads), names(), names());
  }

  /** It depends on these, and nothing is ready of them. */
  static Needs unready(String... workloads) {
    return new Needs(workloads(workloads), names(), workloads(workloads));
  }

  private static SortedSet<String> workloads(String... names) {
    return names(Arrays.stream(names).map(Court::workload).toList());
  }

  private static SortedSet<String> names(String... names) {
    return names(List.of(names));
  }

  private static SortedSet<String> names(List<String> names) {
    return new TreeSet<>(names);
  }

  Optional<Ruling> hear(int partition, Request request) {
    Optional<Ruling> ruling = arbiter.hear(partition, request);
    docket
        .changes()
        .forEach(
            (key, entry) ->
                entry.ifPresentOrElse(it -> stored.put(key, it), () -> stored.remove(key)));
    return ruling;
  }

  /** Whether a permit is granted. */
  boolean grants(Request request) {
    return hear(0, request).orElseThrow().granted();
  }

  /** The gate that a permit is denied by. */
  Gate gate(Request request) {
    return denial(request).gate();
  }

  Ruling.Denial denial(Request request) {
    return hear(0, request).orElseThrow().denial().orElseThrow();
  }

  void unwell(String target, long at, Needs needs) {
    hear(0, new Request.Unwell(target, at, needs, at, "it is ill"));
  }

  void unwell(String target, long at) {
    unwell(target, at, Needs.NOTHING);
  }

  void well(String target, long at) {
    hear(0, new Request.Well(target, at));
  }

  void used(Ask ask, long at) {
    hear(0, new Request.Used(ask.target(), at, ask.commandId(), ask.askedAt(), ask.policy()));
  }

  void returned(Ask ask, long at) {
    hear(0, new Request.Returned(ask.target(), at, ask.commandId(), ask.askedAt()));
  }

  void ended(Ask ask, long at, Outcome outcome) {
    hear(0, new Request.Ended(ask.target(), at, ask.commandId(), outcome));
  }

  /** A partition has so many workloads and these nodes; those of a zone are called zone-number. */
  void census(int partition, long at, int workloads, String... nodes) {
    TreeMap<String, String> zones = new TreeMap<>();
    for (String node : nodes) {
      zones.put(node, node.contains("-") ? node.substring(0, node.indexOf('-')) : "");
    }
    hear(
        partition, new Request.Census("prod//Partition/" + partition, at, workloads, zones, false));
  }

  void fresh(int partition, long at) {
    hear(
        partition,
        new Request.Census("prod//Partition/" + partition, at, 0, new TreeMap<>(), true));
  }

  Breaker breaker(Group group) {
    return arbiter.breaker(group);
  }

  int remembered() {
    return stored.size();
  }

  /** Another process goes on from what was stored. */
  void restart() {
    docket = new Docket();
    stored.values().forEach(docket::restore);
    arbiter = new Arbiter(BreakerTerms.DEFAULT, docket);
  }
}
