package io.reflexarc.chaos.noise;

import java.util.List;
import java.util.Map;

/** The real faults, each as one of the proof pack's stories tells it, and what heals it. */
enum FaultKind {
  /** A release that fails four requests of a hundred. */
  BAD_DEPLOY(Role.WEB, "rollback", "a release that fails four requests of a hundred", true),
  /** One pod's worker is stuck. */
  STUCK_WORKER(Role.WORKER, "restartPod", "the worker in one pod is stuck", false),
  /** A release that dies soon after each start. */
  CRASH_LOOP(Role.WEB, "rollback", "a release that crashes soon after each start", true),
  /** A release whose requests take three times as long. */
  LATENCY_REGRESSION(Role.WEB, "rollback", "a release that takes three times as long", true),
  /** One pod of several answers wrongly. */
  LATENT_POD(Role.FLEET, "quarantinePod", "one pod fails one request in five", false),
  /** A release that loses memory. */
  MEMORY_LEAK(Role.WEB, "rollback", "a release that loses 9 MiB a minute", true),
  /** A release whose image does not exist. */
  IMAGE_PULL(Role.WEB, "rollback", "a release whose image nobody can pull", true),
  /** Every pod loads broken data; there is no other release. */
  CORRUPTED_CACHE(Role.CACHE, "restartWorkload", "every pod loads broken data", false),
  /** The leader is cut off and goes on. */
  SPLIT_BRAIN(Role.LEDGER, "fenceLeader", "the leader is cut off from the API, and goes on", false),
  /** A release that fails the requests of one country. */
  PRICING_BUG(Role.WEB, "rollback", "a release that fails one country's requests", true);

  private final Role role;
  private final String action;
  private final String says;
  private final boolean release;

  FaultKind(Role role, String action, String says, boolean release) {
    this.role = role;
    this.action = action;
    this.says = says;
    this.release = release;
  }

  /** What it happens to. */
  Role role() {
    return role;
  }

  /** The action that heals it. */
  String action() {
    return action;
  }

  /** What happens, for a reader. */
  String says() {
    return says;
  }

  /** Whether it comes with a release. */
  boolean release() {
    return release;
  }

  /** Whether it can only be healed so where nothing was released before. */
  boolean needsFirstRelease() {
    return this == CORRUPTED_CACHE;
  }

  /** What is done to the world besides a release: the phase's words, and what they name. */
  Map<String, List<String>> does(Workload workload, String version) {
    return switch (this) {
      case STUCK_WORKER -> Map.of("stall", List.of(workload.name()));
      case LATENT_POD -> Map.of("spoil", List.of(workload.name()));
      case CORRUPTED_CACHE -> Map.of("corrupt", List.of(workload.name()));
      case SPLIT_BRAIN -> Map.of("cutOff", List.of(workload.name()));
      case IMAGE_PULL -> Map.of("lose", List.of("\"" + Manifests.image(workload, version) + "\""));
      default -> Map.of();
    };
  }

  /** How the sick release behaves that comes after one with these ways. */
  Ways ways(Ways healthy) {
    return switch (this) {
      case BAD_DEPLOY -> healthy.withErrors(0.04);
      case PRICING_BUG -> healthy.with("errorRatioByCountry", "{FR: 0.09}");
      case LATENCY_REGRESSION -> healthy.withMedian(240);
      case MEMORY_LEAK ->
          healthy
              .with("memory", "{baseline: 180Mi, leakPerSecond: 150Ki}")
              .with("pressure", "{onset: 0.9, errorRatioAtLimit: 0.2, slowdownAtLimit: 8}");
      case CRASH_LOOP -> healthy.with("crashAfter", "20s");
      default -> healthy;
    };
  }
}
