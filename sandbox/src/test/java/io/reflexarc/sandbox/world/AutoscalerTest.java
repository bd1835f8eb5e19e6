package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.traffic.Traffic;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five pods that request 200m each, 2 ms of CPU a request, to be used by half. */
class AutoscalerTest {
  private final WorldFixture w = WorldFixture.fresh();

  @BeforeEach
  void given() {
    w.checkout();
    w.seconds(60);
    w.apply(
        BuiltInTypes.AUTOSCALERS,
        """
        metadata: {name: checkout, namespace: shop}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout}
          minReplicas: 2
          maxReplicas: 12
          metrics:
            - type: Resource
              resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
        """);
  }

  @AfterEach
  void close() {
    w.close();
  }

  private int replicas() {
    return w.deployment().at("/spec/replicas").asInt();
  }

  @Test
  void shouldStayWhenThePodsUseWhatTheyShould() {
    // when a tenth of a second of CPU is used by each pod in every second
    w.world.send(Traffic.steady("shop", "checkout", 240));
    w.pass(Duration.ofMinutes(8));
    // then
    assertThat(replicas()).isEqualTo(5);
    assertThat(w.events("checkout", "SuccessfulRescale")).isEmpty();
  }

  @Test
  void shouldGrowAtOnceAndShrinkAfterFiveMinutesOfLess() {
    // given
    w.world.send(Traffic.steady("shop", "checkout", 400));
    // when
    w.pass(Duration.ofMinutes(3));
    // then
    int grown = replicas();
    assertThat(grown).isBetween(8, 10);
    // when
    w.world.send(Traffic.steady("shop", "checkout", 120));
    w.pass(Duration.ofMinutes(4));
    assertThat(replicas()).isEqualTo(grown);
    w.pass(Duration.ofMinutes(3));
    // then
    assertThat(replicas()).isBetween(3, 4);
    assertThat(w.events("checkout", "SuccessfulRescale")).isNotEmpty();
  }

  @Test
  void shouldKeepToItsBoundsWhenTheyAreMadeOne() {
    // given
    bounds(5, 5);
    w.world.send(Traffic.steady("shop", "checkout", 800));
    w.pass(Duration.ofMinutes(3));
    assertThat(replicas()).isEqualTo(5);
    // when
    bounds(2, 12);
    w.pass(Duration.ofMinutes(3));
    // then
    assertThat(replicas()).isEqualTo(12);
  }

  private void bounds(int least, int most) {
    w.store.modify(
        BuiltInTypes.AUTOSCALERS,
        new ObjectKey("shop", "checkout"),
        WriteOptions.by("test"),
        a -> {
          ((ObjectNode) a.path("spec")).put("minReplicas", least).put("maxReplicas", most);
          return a;
        });
  }
}
