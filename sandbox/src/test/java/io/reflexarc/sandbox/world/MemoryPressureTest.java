package io.reflexarc.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.kubelet.NodeSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five pods of about 190 MiB, of which some run on a machine that is short of memory. */
class MemoryPressureTest {
  private static final String NODE = "node-1";

  private final WorldFixture w =
      WorldFixture.of(
          new WorldConfig(
              42, List.of(NodeSpec.standard(NODE), NodeSpec.standard("node-2")), false));

  @BeforeEach
  void given() {
    w.checkout();
    w.pass(Duration.ofMinutes(2));
  }

  @AfterEach
  void close() {
    w.close();
  }

  private String pressure() {
    ObjectNode node = w.store.get(BuiltInTypes.NODES, "", NODE);
    return WorldFixture.condition(node, "MemoryPressure").path("status").asText();
  }

  private List<ObjectNode> evicted() {
    return w.pods().stream()
        .filter(pod -> pod.at("/status/reason").asText().equals("Evicted"))
        .toList();
  }

  private void hog() {
    w.clock.execute(() -> w.world.nodes().hog(NODE));
  }

  @Test
  void shouldEvictOneAtATimeWhenMemoryRunsShort() {
    // given
    assertThat(pressure()).isEqualTo("False");
    // when
    hog();
    w.seconds(15);
    // then
    assertThat(pressure()).isEqualTo("True");
    assertThat(evicted()).hasSize(1);
    assertThat(evicted().get(0).at("/status/phase").asText()).isEqualTo("Failed");
    assertThat(evicted().get(0).at("/spec/nodeName").asText()).isEqualTo(NODE);
    assertThat(w.events("checkout", "Evicted")).hasSize(1);
    // and its place is taken elsewhere, for the node takes no more
    w.seconds(60);
    assertThat(w.deployment().at("/status/readyReplicas").asInt()).isEqualTo(5);
    assertThat(evicted()).hasSize(1);
    // and when more is taken the next has to go
    w.pass(Duration.ofMinutes(5));
    assertThat(evicted()).hasSize(2);
  }

  @Test
  void shouldBeOverFiveMinutesAfterThereWasRoomAgain() {
    // given
    hog();
    w.seconds(15);
    // when nothing of it is left there
    w.clock.execute(() -> w.world.nodes().spare(NODE));
    w.pass(Duration.ofMinutes(4));
    // then
    assertThat(pressure()).isEqualTo("True");
    w.pass(Duration.ofMinutes(2));
    assertThat(pressure()).isEqualTo("False");
    assertThat(evicted()).hasSize(1);
  }

  @Test
  void shouldBeOverWhenThePodsWentElsewhere() {
    // given
    hog();
    w.seconds(15);
    // when
    for (ObjectNode pod : w.pods()) {
      if (pod.at("/spec/nodeName").asText().equals(NODE)) {
        w.delete(pod, DeleteOptions.background());
      }
    }
    w.pass(Duration.ofMinutes(6));
    // then
    assertThat(pressure()).isEqualTo("False");
  }
}
