package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.reflexarc.detector.cluster.NodeView;
import org.junit.jupiter.api.Test;

final class NodeReaderTest {

  private static final String NODE =
      """
      {"kind": "Node", "apiVersion": "v1",
       "metadata": {"name": "node-1", "uid": "u", "resourceVersion": "%s",
         "labels": {"topology.kubernetes.io/zone": "zone-a", "pool": "spot"}},
       "spec": {"unschedulable": true, "taints": [
         {"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}]},
       "status": {"conditions": [
         {"type": "Ready", "status": "True", "lastHeartbeatTime": "2026-11-28T12:0%s:00Z",
          "lastTransitionTime": "2026-11-28T09:00:00Z"}]}}
      """;

  @Test
  void shouldKeepWhatPoliciesSelectByWhenANodeIsRead() {
    NodeView node = read("1", 0);

    assertThat(node.meta().labels()).containsEntry("pool", "spot");
    assertThat(node.zone()).isEqualTo("zone-a");
    assertThat(node.ready()).isTrue();
  }

  @Test
  void shouldBeCordonedWhenItsTaintDoesNotTellSinceWhen() {
    NodeView node = read("1", 0);

    assertThat(node.cordoned()).isTrue();
    assertThat(node.cordonedSince()).isNull();
  }

  @Test
  void shouldStandTheSameWhenOnlyItsHeartbeatIsNewer() {
    assertThat(read("1", 0).standsTheSame(read("2", 5))).isTrue();
  }

  private static NodeView read(String resourceVersion, int minute) {
    return NodeReader.read(
        LeanObjects.serialization().unmarshal(NODE.formatted(resourceVersion, minute), Node.class));
  }
}
