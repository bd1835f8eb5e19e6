package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.Schedule;
import io.reflexarc.sandbox.Sandbox;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The workloads that are made sick, and the policies that heal them, as manifests. */
final class Workloads {

  static final String NAMESPACE = "shop";
  static final String GOOD = "v1";

  private static final String NAMESPACE_MANIFEST =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      """;

  private static final String WORKLOAD =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: %1$s, namespace: shop, labels: {app: %1$s}}
      spec:
        selector: {app: %1$s}
        ports: [{name: http, port: 80, targetPort: 8080}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %1$s, namespace: shop, labels: {app: %1$s, attacked: "yes"}}
      spec:
        replicas: 1
        revisionHistoryLimit: 10
        progressDeadlineSeconds: 600
        selector: {matchLabels: {app: %1$s}}
        strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
        template:
          metadata:
            labels: {app: %1$s, version: %2$s}
            annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080", prometheus.io/path: /metrics}
          spec:
            containers:
              - name: app
                image: shop/%1$s:%2$s
                ports: [{name: http, containerPort: 8080}]
                resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 512Mi}}
                startupProbe: {httpGet: {path: /startup, port: 8080}, periodSeconds: 2, failureThreshold: 30}
                readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 5}
                livenessProbe: {httpGet: {path: /live, port: 8080}, periodSeconds: 10}
      """;

  private static final String POLICY =
      """
      apiVersion: reflexarc.io/v1alpha1
      kind: RemediationPolicy
      metadata: {name: %s, namespace: shop}
      spec:
        mode: auto
        target: {kind: Deployment, selector: {matchLabels: {attacked: "yes"}}}
        symptom:
      %s
          recoverFor: 2m
        ladder:
          - {action: rollback, verifyWithin: %dm}
          - {action: page}
        restraint:
          cooldown: 1m
          limit: [{count: 2, per: 10m, scope: target}, {count: 6, per: 5m, scope: cluster}]
      """;

  private static final String FAILING =
      """
          ratio:
            bad: {metric: http_requests_total, where: {status: "5.."}}
            total: {metric: http_requests_total}
            per: version
            window: 1m
            unhealthyAbove: 2%
            healthyBelow: 0.5%
            minimumSamples: 100
            versus: last-known-good
          for: 1m""";

  private static final String CRASHING =
      """
          events: {type: pod.crashed, per: version, window: 3m, atLeast: 2}""";

  private Workloads() {}

  /** All of them, well. */
  static String manifests() {
    return NAMESPACE_MANIFEST
        + IntStream.range(0, Schedule.WORKLOADS)
            .mapToObj(workload -> WORKLOAD.formatted(Schedule.name(workload), GOOD))
            .collect(Collectors.joining());
  }

  /**
   * One of {@link Schedule#POLICIES}.
   *
   * @param verifyMinutes what a change of it changes
   */
  static String policy(String name, int verifyMinutes) {
    String symptom = name.equals("crash-loop") ? CRASHING : FAILING;
    return POLICY.formatted(name, symptom.indent(4).stripTrailing(), verifyMinutes);
  }

  /** As topics name it. */
  static String target(String workload) {
    return Sandbox.CLUSTER + "/" + NAMESPACE + "/Deployment/" + workload;
  }
}
