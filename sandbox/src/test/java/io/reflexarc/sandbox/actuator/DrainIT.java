package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node of 30 pods in three workloads, of which each may lack two, is drained. */
class DrainIT {

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final List<String> APPS = List.of("cart", "checkout", "search");
  private static final int EACH = 10;
  private static final int AT_LEAST = 8;

  private LivingCluster cluster;

  @BeforeEach
  void fillOneNode() throws Exception {
    cluster = new LivingCluster(3);
    cluster.cordon("node-2", true);
    cluster.cordon("node-3", true);
    APPS.forEach(this::deploy);
    cluster.pass(Duration.ofSeconds(60));
    cluster.cordon("node-2", false);
    cluster.cordon("node-3", false);
    cluster.pass(Duration.ofSeconds(5));
    assertThat(on("node-1")).hasSize(30).allMatch(Pods::ready);
  }

  @AfterEach
  void close() throws Exception {
    cluster.close();
  }

  @Test
  void shouldNeverGoBelowABudget() throws Exception {
    BudgetWitness witness = BudgetWitness.of(cluster.store);

    Report report = cluster.run(drain(), Checkpoint.NONE);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Applied("cordon node-1 and evict its 30 pods, 5 at once"));
    assertThat(report.change().before()).containsEntry("pods", "30");
    assertThat(report.change().after()).containsEntry("pods", "0");
    assertThat(on("node-1")).isEmpty();
    assertThat(cluster.evicted()).hasSize(30).doesNotHaveDuplicates();
    assertThat(witness.fewest())
        .isEqualTo(Map.of("cart", AT_LEAST, "checkout", AT_LEAST, "search", AT_LEAST));
  }

  @Test
  void shouldGoOnWhereAKilledActuatorStopped() throws Exception {
    RemediationCommand command = drain();
    BudgetWitness witness = BudgetWitness.of(cluster.store);
    for (int kill = 0; kill < 3; kill++) {
      assertThatThrownBy(() -> cluster.run(command, killedAfterWrites(9)))
          .isInstanceOf(Killed.class);
    }
    assertThat(cluster.evicted()).hasSize(26);

    Report report = cluster.run(command, Checkpoint.NONE);

    assertThat(report.outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(report.change().before()).containsEntry("pods", "30");
    assertThat(report.change().after()).containsEntry("pods", "0");
    assertThat(on("node-1")).isEmpty();
    assertThat(cluster.evicted()).hasSize(30).doesNotHaveDuplicates();
    assertThat(witness.fewest().values()).allMatch(fewest -> fewest >= AT_LEAST);
  }

  @Test
  void shouldStopWithinTwoSecondsOfAHumansUncordon() throws Exception {
    AtomicReference<Instant> opened = new AtomicReference<>();
    Checkpoint human =
        (step, command) -> {
          if (step == Checkpoint.Step.LOOKED
              && opened.get() == null
              && cluster.evicted().size() == 12) {
            cluster.cordon("node-1", false);
            opened.set(cluster.clock.instant());
          }
        };

    Report report = cluster.run(drain(), human);

    assertThat(report.outcome()).isInstanceOf(Outcome.Overridden.class);
    assertThat(report.outcome().reason()).contains("was uncordoned by another hand with ");
    assertThat(Duration.between(opened.get(), report.at())).isLessThan(Duration.ofSeconds(2));
    assertThat(cluster.evicted()).hasSizeLessThanOrEqualTo(13);
    assertThat(node().at("/spec/unschedulable").asBoolean()).isFalse();
  }

  private void deploy(String app) {
    cluster.apply(
        BuiltInTypes.DEPLOYMENTS,
        """
        metadata: {name: %1$s, namespace: shop, labels: {app: %1$s}}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s, version: v1}}
            spec:
              containers:
              - name: main
                image: shop/%1$s:v1
                ports: [{containerPort: 8080}]
                readinessProbe: {httpGet: {path: /readyz, port: 8080}, periodSeconds: 5}
        """
            .formatted(app, EACH));
    cluster.apply(
        BuiltInTypes.DISRUPTION_BUDGETS,
        """
        metadata: {name: %1$s, namespace: shop}
        spec:
          minAvailable: %2$d
          selector: {matchLabels: {app: %1$s}}
        """
            .formatted(app, AT_LEAST));
  }

  private RemediationCommand drain() {
    Precondition same =
        Precondition.newBuilder()
            .setObject("local//Node/node-1")
            .setUid(Metadata.uid(node()))
            .build();
    return Commands.with(
        Commands.command(
            "c-1",
            "web",
            Map.of("node", "node-1", "unschedulable", "true", "atOnce", "5"),
            List.of(same)),
        c -> c.setAction("drainNode").setTarget("local//Node/node-1"));
  }

  private ObjectNode node() {
    return cluster.store.get(BuiltInTypes.NODES, "", "node-1");
  }

  private List<ObjectNode> on(String node) {
    return cluster.pods().stream().filter(pod -> Pods.node(pod).equals(node)).toList();
  }

  private static Checkpoint killedAfterWrites(int writes) {
    int[] seen = {0};
    return (step, command) -> {
      if (step == Checkpoint.Step.AFTER_WRITE && ++seen[0] == writes) {
        throw new Killed();
      }
    };
  }
}
