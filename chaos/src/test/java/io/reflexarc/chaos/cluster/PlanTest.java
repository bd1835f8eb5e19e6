package io.reflexarc.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reflexarc.chaos.play.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

  @TempDir private Path folder;

  @Test
  void shouldStrikeInOrderAndTakeFaultsAwayAgain() throws IOException {
    // given
    Experiment experiment = Folders.allThree(folder);

    // when
    Plan plan = Plan.of(experiment.folder(), Set.of("shop"), true);

    // then
    assertThat(plan.steps().get(1).strikes()).containsExactly(new Strike.Kill("shop", "checkout"));
    assertThat(plan.applied())
        .extracting(Manifests::name)
        .containsExactly("shop/PodChaos/checkout-failure", "Node/node-2");
    assertThat(plan.remove())
        .extracting(Manifests::name)
        .containsExactly("shop/PodChaos/checkout-failure");
  }

  @Test
  void shouldNameEverythingThatMayNotBeDone() throws IOException {
    // given
    Files.writeString(
        folder.resolve("wild.yaml"),
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: of-others, namespace: kube-system}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: node-1, labels: {mine: "true"}}
        spec: {taints: []}
        """);
    Experiment experiment =
        Folders.with(
            folder, "  - {at: 20s, says: all at once, stop: [node-1], apply: [wild.yaml]}\n", "");

    // when
    List<String> strict = refused(experiment, Set.of("other"), false);
    List<String> generous = refused(experiment, Set.of("shop", "kube-system"), true);

    // then
    assertThat(strict)
        .containsExactlyInAnyOrder(
            "phase at 0:20: STOP can be done in a sandbox only",
            "namespace shop is not one of those allowed: [other]",
            "Namespace/shop: is outside of namespaces",
            "kube-system/ConfigMap/of-others: namespace kube-system is not allowed",
            "Node/node-1: nodes are not allowed, say --nodes");
    assertThat(generous)
        .containsExactlyInAnyOrder(
            "phase at 0:20: STOP can be done in a sandbox only",
            "Namespace/shop: is outside of namespaces",
            "Node/node-1: of a node only spec.unschedulable may be set");
  }

  private static List<String> refused(Experiment experiment, Set<String> allowed, boolean nodes) {
    return catchThrowableOfType(
            RefusedException.class, () -> Plan.of(experiment.folder(), allowed, nodes))
        .reasons();
  }
}
