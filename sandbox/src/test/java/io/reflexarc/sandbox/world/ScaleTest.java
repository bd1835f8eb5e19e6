package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.traffic.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ScaleTest {
  private static final Logger LOG = LoggerFactory.getLogger(ScaleTest.class);
  private static final int WORKLOADS = Integer.getInteger("reflexarc.scale.workloads", 60);
  private static final Duration SPAN =
      Duration.ofMinutes(Integer.getInteger("reflexarc.scale.minutes", 3));

  @Test
  void shouldStaySteadyWithHundredsOfPods() {
    // given
    try (WorldFixture w = WorldFixture.of(WorldConfig.ofNodes(20, 1).withoutLoopback())) {
      w.namespace("shop");
      for (int i = 0; i < WORKLOADS; i++) {
        String name = "app-" + i;
        ObjectNode deployment = WorldFixture.yaml(WorldFixture.CHECKOUT.replace("checkout", name));
        w.store.create(
            BuiltInTypes.DEPLOYMENTS,
            "shop",
            deployment,
            io.reflexarc.sandbox.api.store.WriteOptions.by("test"));
        w.apply(
            BuiltInTypes.SERVICES,
            """
            metadata: {name: %s, namespace: shop}
            spec: {selector: {app: %s}, ports: [{port: 80, targetPort: 8080}]}
            """
                .formatted(name, name));
        w.world.send(Traffic.steady("shop", name, 50));
      }
      // when
      long start = System.nanoTime();
      w.pass(Duration.ofMinutes(2));
      long settled = System.nanoTime();
      w.changes.clear();
      w.pass(SPAN);
      long end = System.nanoTime();
      // then
      LOG.info(
          "{} workloads, {} pods: settled in {} ms, {} in {} ms",
          WORKLOADS,
          w.pods().size(),
          (settled - start) / 1_000_000,
          SPAN,
          (end - settled) / 1_000_000);
      assertThat(w.pods()).hasSize(5 * WORKLOADS);
      assertThat(w.store.list(BuiltInTypes.DEPLOYMENTS, "shop"))
          .allMatch(d -> d.at("/status/availableReplicas").asInt() == 5)
          .allMatch(d -> Metadata.generation(d) == 1);
    }
  }
}
