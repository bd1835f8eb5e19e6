package io.reflexarc.chaos.noise;

import java.util.Map;

/** The texts of a workload's objects and ways. */
final class Manifests {

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: %1$s
        namespace: shop
        labels: {app: %1$s, role: %2$s}
      spec:
        replicas: %4$d
        revisionHistoryLimit: 10
        progressDeadlineSeconds: 600
        selector: {matchLabels: {app: %1$s}}
        strategy:
          type: RollingUpdate
          rollingUpdate: {maxSurge: 25%%, maxUnavailable: 0}
        template:
          metadata:
            labels: {app: %1$s, role: %2$s, version: %3$s}
            annotations:
              prometheus.io/scrape: "true"
              prometheus.io/port: "8080"
              prometheus.io/path: /metrics
          spec:
            containers:
              - name: app
                image: shop/%1$s:%3$s
                ports: [{name: http, containerPort: 8080}]
                resources:
                  requests: {cpu: 100m, memory: 256Mi}
                  limits: {memory: 512Mi}
                startupProbe: {httpGet: {path: /startup, port: 8080}, periodSeconds: 2, failureThreshold: 30}
                readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 5}
                livenessProbe: {httpGet: {path: /live, port: 8080}, periodSeconds: 10}
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %1$s, namespace: shop, labels: {app: %1$s}}
      spec:
        selector: {app: %1$s}
        ports: [{name: http, port: 80, targetPort: 8080}]
      """;

  private static final String LEASE =
      """
      apiVersion: coordination.k8s.io/v1
      kind: Lease
      metadata: {name: %1$s, namespace: shop, labels: {app: %1$s}}
      spec: {leaseDurationSeconds: 15}
      """;

  private static final String ONE_LEADER =
      """
      apiVersion: reflexarc.io/v1alpha1
      kind: RemediationPolicy
      metadata: {name: %1$s-leader, namespace: shop}
      spec:
        mode: auto
        target: {kind: Deployment, name: %1$s}
        symptom:
          singleton: {metric: is_leader, lease: %1$s}
          for: 30s
          recoverFor: 10m
        ladder:
          - {action: fenceLeader, verifyWithin: 5m, with: {lease: %1$s}}
          - {action: page}
        restraint:
          limit: [{count: 2, per: 1h}]
      """;

  private Manifests() {}

  /** The Deployment with that version and so many replicas. */
  static String deployment(Workload workload, String version, int replicas) {
    return DEPLOYMENT.formatted(workload.name(), workload.role().label(), version, replicas);
  }

  /** What image a version runs. */
  static String image(Workload workload, String version) {
    return "shop/" + workload.name() + ":" + version;
  }

  /** All objects of a workload, as it stands at the start. */
  static String objects(Life life) {
    Workload workload = life.workload();
    String text =
        SERVICE.formatted(workload.name())
            + "---\n"
            + deployment(workload, "v1", life.replicas())
            + "---\n";
    return workload.role() == Role.LEDGER
        ? text + LEASE.formatted(workload.name()) + "---\n"
        : text;
  }

  /** The policies that only this workload has; none, or documents that end with a line. */
  static String policies(Workload workload) {
    return workload.role() == Role.LEDGER ? "---\n" + ONE_LEADER.formatted(workload.name()) : "";
  }

  /** A behaviour file of one workload, with so many times its traffic. */
  static String behaviour(Workload workload, int times, String version, Ways ways) {
    return "namespace: shop\ntraffic:\n"
        + traffic(workload, times)
        + "versions:\n"
        + versions(workload, Map.of(version, ways));
  }

  /** Its entry in the list of traffic. */
  static String traffic(Workload workload, int times) {
    return "  - {service: %s, requestsPerSecond: %s, daily: %s}%n"
        .formatted(workload.name(), Ways.number(workload.rate() * times), workload.role().daily());
  }

  /** Its entry in the map of versions. */
  static String versions(Workload workload, Map<String, Ways> versions) {
    StringBuilder text = new StringBuilder("  ").append(workload.name()).append(":\n");
    versions.forEach(
        (version, ways) ->
            text.append("    ").append(version).append(": ").append(ways.yaml()).append('\n'));
    return text.toString();
  }
}
