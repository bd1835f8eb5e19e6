package io.reflexarc.detector.finding;

import io.reflexarc.schemas.avro.Severity;

/** Every fact that this detector recognises. The word is the record's type. */
public enum FactType {
  POD_OOM_KILLED(
      "pod.oom-killed",
      Severity.WARNING,
      Span.INSTANT,
      "A container was killed for using too much memory.",
      "container checkout of pod checkout-749454dcd8-5gw5s was killed for using more memory "
          + "than its limit"),
  POD_CRASHED(
      "pod.crashed",
      Severity.WARNING,
      Span.INSTANT,
      "A container ended with an error, and not for want of memory nor because its pod is "
          + "being deleted.",
      "container checkout of pod checkout-749454dcd8-5gw5s ended with exit code 1"),
  POD_CRASH_LOOP(
      "pod.crash-loop",
      Severity.WARNING,
      Span.STATE,
      "A container keeps ending and is restarted with growing pauses.",
      "container checkout of pod checkout-749454dcd8-5gw5s keeps ending, 2 restarts so far"),
  POD_RESTARTED_OFTEN(
      "pod.restarted-often",
      Severity.WARNING,
      Span.INSTANT,
      "A container reached 5, 10, 20, 40, ... restarts.",
      "container checkout of pod checkout-749454dcd8-5gw5s was restarted 5 times"),
  POD_NOT_READY(
      "pod.not-ready",
      Severity.WARNING,
      Span.STATE,
      "A pod that was ready is not, and is not being deleted.",
      "pod checkout-749454dcd8-bzbfc is no longer ready"),
  POD_IMAGE_PULL_FAILED(
      "pod.image-pull-failed",
      Severity.WARNING,
      Span.STATE,
      "The image of a container cannot be pulled.",
      "the image myorg/checkout:v4-typo of container checkout of pod "
          + "checkout-795b75c4c9-rftwm cannot be pulled"),
  POD_CONFIG_ERROR(
      "pod.config-error",
      Severity.WARNING,
      Span.STATE,
      "A container cannot be made from its configuration, such as for want of a ConfigMap.",
      "container checkout of pod checkout-749454dcd8-5gw5s cannot be made: "
          + "CreateContainerConfigError"),
  POD_UNSCHEDULABLE(
      "pod.unschedulable",
      Severity.WARNING,
      Span.STATE,
      "No node takes a pod.",
      "no node takes pod checkout-6cdbbbf8df-jcpzq"),
  POD_EVICTED(
      "pod.evicted",
      Severity.WARNING,
      Span.INSTANT,
      "A node threw a pod out for want of memory, disk or process ids.",
      "pod checkout-749454dcd8-255sw was evicted by its node"),
  POD_STUCK_TERMINATING(
      "pod.stuck-terminating",
      Severity.WARNING,
      Span.STATE,
      "A pod is still there some seconds after it should be gone.",
      "pod db-5db5bcf489-56q8g should be gone since 2026-11-23T17:00:04Z"),
  PROBE_LIVENESS_FAILED(
      "probe.liveness-failed",
      Severity.WARNING,
      Span.INSTANT,
      "A liveness probe failed; each time that the node says so.",
      "the liveness probe of container checkout of pod checkout-749454dcd8-bzbfc failed"),
  PROBE_READINESS_FAILED(
      "probe.readiness-failed",
      Severity.WARNING,
      Span.INSTANT,
      "A readiness probe failed; each time that the node says so.",
      "the readiness probe of container checkout of pod checkout-749454dcd8-bzbfc failed"),
  PROBE_STARTUP_FAILED(
      "probe.startup-failed",
      Severity.INFO,
      Span.INSTANT,
      "A startup probe failed, as it may while a container boots; each time that the node "
          + "says so.",
      "the startup probe of container checkout of pod checkout-749454dcd8-bzbfc failed"),
  PROBE_BOOT_THRASH(
      "probe.boot-thrash",
      Severity.WARNING,
      Span.STATE,
      "A container is killed by its own probes again and again before its pod was ever ready.",
      "container checkout of pod checkout-749454dcd8-bzbfc was killed by its probes 2 times "
          + "before it was ever ready"),
  ROLLOUT_STARTED(
      "rollout.started",
      Severity.INFO,
      Span.INSTANT,
      "A workload began to roll out a template it never had.",
      "deployment checkout rolls out v4 after v3"),
  ROLLOUT_ROLLED_BACK(
      "rollout.rolled-back",
      Severity.INFO,
      Span.INSTANT,
      "A workload began to roll out a template that it had before.",
      "deployment checkout goes back to v3 after v4"),
  ROLLOUT_COMPLETED(
      "rollout.completed",
      Severity.INFO,
      Span.INSTANT,
      "Every pod is of the current template and available.",
      "deployment checkout runs v4 only"),
  ROLLOUT_STUCK(
      "rollout.stuck",
      Severity.WARNING,
      Span.STATE,
      "A rollout made no progress within its deadline.",
      "the rollout of deployment checkout made no progress within its deadline"),
  NODE_NOT_READY(
      "node.not-ready",
      Severity.CRITICAL,
      Span.STATE,
      "A node is not ready, or was not heard of.",
      "node node-0 is not ready: its status is Unknown"),
  NODE_RECOVERED(
      "node.recovered",
      Severity.INFO,
      Span.INSTANT,
      "A node that was not ready is ready again.",
      "node node-0 is ready again"),
  NODE_PRESSURE(
      "node.pressure",
      Severity.WARNING,
      Span.STATE,
      "A node is short of memory, disk or process ids; the label aspect says which.",
      "node node-0 says MemoryPressure"),
  NODE_NETWORK_UNAVAILABLE(
      "node.network-unavailable",
      Severity.CRITICAL,
      Span.STATE,
      "The network of a node is not set up.",
      "node node-0 says NetworkUnavailable"),
  AUTOSCALER_SCALED(
      "autoscaler.scaled",
      Severity.INFO,
      Span.INSTANT,
      "An autoscaler changed the number of replicas; the labels say from what to what.",
      "autoscaler checkout scales to 9: cpu resource utilization (percentage of request) "
          + "above target"),
  AUTOSCALER_SATURATED(
      "autoscaler.saturated",
      Severity.WARNING,
      Span.STATE,
      "An autoscaler wants more replicas than it may ask for.",
      "autoscaler checkout wants more than its most, 10 replicas"),
  BUDGET_BLOCKING(
      "budget.blocking",
      Severity.WARNING,
      Span.STATE,
      "A disruption budget keeps a pod on a node that has been closed for a while; inferred, "
          + "as a refused eviction leaves no trace.",
      "budget db keeps pod db-f9c54d85f-49674 on node node-0, which is cordoned"),
  LEADER_CHANGED(
      "leader.changed",
      Severity.INFO,
      Span.INSTANT,
      "A lease went from one holder to another.",
      "lease ledger went from ledger-0 to ledger-1"),
  LEADER_CLAIMED(
      "leader.claimed",
      Severity.INFO,
      Span.INSTANT,
      "Somebody took a lease, and says thereby that it leads.",
      "ledger-1 holds lease ledger"),
  DEPENDENCY_UNREADY(
      "dependency.unready",
      Severity.WARNING,
      Span.STATE,
      "Nothing of what a workload depends on is ready.",
      "nothing of demo/shop/Deployment/db is ready, on which deployment checkout depends"),
  WORKLOAD_PROBES_ADVICE(
      "workload.probes-advice",
      Severity.INFO,
      Span.STATE,
      "The probes of a template are missing or unwise; the label rule says how.",
      "container checkout of deployment checkout has no readiness probe: it gets traffic "
          + "before it can serve");

  /** Whether a fact lasts. */
  public enum Span {
    /** It happened: one record, {@code OCCURRED}. */
    INSTANT,
    /** It holds for a while: {@code BEGAN}, later {@code ENDED}. */
    STATE
  }

  private final String word;
  private final Severity severity;
  private final Span span;
  private final String meaning;
  private final String example;

  FactType(String word, Severity severity, Span span, String meaning, String example) {
    this.word = word;
    this.severity = severity;
    this.span = span;
    this.meaning = meaning;
    this.example = example;
  }

  /** As records say it: {@code pod.oom-killed}. */
  public String word() {
    return word;
  }

  /** How much it hurts while it holds. */
  public Severity severity() {
    return severity;
  }

  /** Whether it lasts. */
  public Span span() {
    return span;
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }

  /** The message of such a record. */
  public String example() {
    return example;
  }
}
