package io.reflexarc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way at a hundredth of the size, so that it cannot rot. Nothing timed is asserted. */
final class BenchIT {

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void shouldMeasureUsAndThePeerWhenTheClusterIsSmall() throws Exception {
    // given
    Path report = folder.resolve("bench.json");
    StringWriter words = new StringWriter();
    String[] command = {
      "detector-scale", "--pods=1500", "--rate=100", "--seconds=2", "--heap=400", "--json=" + report
    };

    // when
    int code = BenchMain.run(new PrintWriter(words), folder, command);

    // then
    assertThat(code).as(words.toString()).isZero();
    JsonNode benchmark = new ObjectMapper().readTree(report.toFile()).get("benchmarks").get(0);
    assertThat(benchmark.get("benchmark").asText()).isEqualTo("detector-scale");
    Map<String, JsonNode> figures = new HashMap<>();
    benchmark.get("figures").forEach(it -> figures.put(it.get("figure").asText(), it));
    assertThat(figures).containsKeys("sync.from-start", "relist", "latency.p99", "changes.told");
    assertThat(of(figures, "changes.told").get("value").asInt()).isPositive();
    assertThat(of(figures, "changes.missing").get("value").asInt()).isZero();
    assertThat(of(figures, "heap.live.synced").get("peer").asDouble()).isPositive();
  }

  private static JsonNode of(Map<String, JsonNode> figures, String figure) {
    return Objects.requireNonNull(figures.get(figure));
  }
}
