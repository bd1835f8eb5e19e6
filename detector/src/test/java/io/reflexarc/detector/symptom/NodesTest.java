package io.reflexarc.detector.symptom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.cluster.NodeCondition;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.network.NodeNetwork;
import io.reflexarc.detector.symptom.pressure.NodePressure;
import io.reflexarc.schemas.avro.Phase;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodesTest {

  private static final Instant NOW = Objects.START;

  @Test
  void shouldTellPressuresApartWhenANodeHasSeveral() {
    NodeView before = node(condition("DiskPressure", "False"), condition("PIDPressure", "False"));
    NodeView after = node(condition("DiskPressure", "True"), condition("PIDPressure", "True"));

    assertThat(new NodePressure().between(before, after, NOW))
        .extracting(Finding::phase, it -> it.labels().get(Finding.ASPECT))
        .containsExactly(tuple(Phase.BEGAN, "DiskPressure"), tuple(Phase.BEGAN, "PIDPressure"));
  }

  @Test
  void shouldNeitherBeginNorEndWhenAConditionIsUnknown() {
    NodeView bad = node(condition("DiskPressure", "True"));
    NodeView unknown = node(condition("DiskPressure", "Unknown"));
    NodeView good = node(condition("DiskPressure", "False"));

    assertThat(new NodePressure().between(bad, unknown, NOW)).isEmpty();
    assertThat(new NodePressure().between(good, unknown, NOW)).isEmpty();
    assertThat(new NodePressure().between(unknown, good, NOW))
        .extracting(Finding::phase)
        .containsExactly(Phase.ENDED);
  }

  @Test
  void shouldSayThatTheNetworkIsUnavailableWhenTheNodeSaysSo() {
    NodeView bad = node(condition(NodeCondition.NETWORK_UNAVAILABLE, "True"));

    assertThat(new NodeNetwork().between(null, bad, NOW))
        .extracting(Finding::phase)
        .containsExactly(Phase.BEGAN);
    assertThat(new NodePressure().between(null, bad, NOW)).isEmpty();
  }

  private static NodeCondition condition(String type, String status) {
    return new NodeCondition(type, status, NOW, null);
  }

  private static NodeView node(NodeCondition... conditions) {
    List<NodeCondition> all = Arrays.asList(conditions);
    return new NodeView(Objects.meta("node-1", Map.of(), Map.of()), null, null, all, false, null);
  }
}
