package io.reflexarc.chaos.cluster;

import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of experiments. */
final class Folders {

  static final String POD_CHAOS =
      """
      apiVersion: chaos-mesh.org/v1alpha1
      kind: PodChaos
      metadata: {name: checkout-failure, namespace: shop}
      spec: {action: pod-failure, mode: one, selector: {labelSelectors: {app: checkout}}}
      """;

  static final String CORDON =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-2}
      spec: {unschedulable: true}
      """;

  private Folders() {}

  /** A pod is killed, then Chaos Mesh makes another fail, and a node is cordoned. */
  static Experiment allThree(Path folder) throws IOException {
    Files.writeString(folder.resolve("chaos.yaml"), POD_CHAOS + "---\n" + CORDON);
    return with(
        folder,
        """
          - {at: 20s, says: one pod is killed, kill: [checkout], fault: true}
          - {at: 60s, says: a pod fails and a node is cordoned, apply: [chaos.yaml]}
        """,
        "");
  }

  /** Of these phases, after an empty first one. */
  static Experiment with(Path folder, String phases, String more) throws IOException {
    Files.writeString(
        folder.resolve("scenario.yaml"),
        """
        id: pods-and-nodes
        title: what Kubernetes heals by itself
        watch: shop/Deployment/checkout
        charts: {requests: http_requests_total, bad: {status: "5.."}, unhealthyAbove: 0.01, memory: none}
        phases:
          - {at: 0s, says: checkout serves}
        """
            + phases
            + """
              until: 3m
              expect: {outcome: no-action}
              """
            + more);
    return new Experiment(ScenarioFolder.onDisk(folder), 1, 1, 7);
  }
}
