package io.reflexarc.decider.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyTest {

  private static final Path SNAPSHOT = Path.of("src/test/resources/topology.txt");

  @Test
  void shouldKeepItsNodesAndStoresWhenNobodyMeantToChangeThem() throws IOException {
    // given
    RecordSerdes serdes = RecordSerdes.of(Map.of("schema.registry.url", "http://unused:1"));
    try (StageMetrics metrics = new StageMetrics("decider")) {
      // when
      String description =
          new DeciderTopology(
                  new TopicNames("reflexarc."),
                  serdes,
                  Terms.DEFAULT,
                  BreakerTerms.DEFAULT,
                  2_000,
                  false,
                  new Tallies(metrics, new TopicNames("reflexarc.")))
              .build()
              .describe()
              .toString();
      // then: a change of names loses state, a change of topics changes the contract
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(SNAPSHOT, description);
      }
      assertThat(description).isEqualTo(Files.readString(SNAPSHOT));
    }
  }
}
