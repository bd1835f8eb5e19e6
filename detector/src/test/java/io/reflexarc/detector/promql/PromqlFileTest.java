package io.reflexarc.detector.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.schemas.avro.MetricKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromqlFileTest {

  @Test
  void shouldReadTheFileThatTheDocumentationShows() throws IOException {
    // when
    List<PromqlGroup> groups =
        PromqlFile.parse(Files.readString(Path.of("../docs/examples/promql.yaml")));

    // then
    PromqlGroup group = groups.get(0);
    assertThat(group.name()).isEqualTo("checkout");
    assertThat(group.interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(group.queries()).extracting(PromqlQuery::kind).contains(MetricKind.COUNTER);
    assertThat(
            group
                .labels()
                .sought(Map.of("namespace", "shop", "deployment", "checkout"), "prod-eu")
                .orElseThrow()
                .object())
        .hasToString("prod-eu/shop/Deployment/checkout");
  }

  @Test
  void shouldNameTheFieldWhenTheFileIsWrong() {
    assertRefused("groups: []", "groups: is not a list of 1 to 20");
    assertRefused("groops: []", "the file.groops: there is no such field, only [groups]");
    assertRefused(
        "groups: [{name: a, interval: 5, queries: [{name: x, expr: y}]}]",
        "groups[0].interval: is not a duration of 1s to 1h, write 15s");
    assertRefused(
        "groups: [{name: a, queries: [{name: x y, expr: y}]}]", "groups[0].queries[0].name: is");
    assertRefused(
        "groups: [{name: a, queries: [{name: x, expr: y, kind: rate}]}]",
        "groups[0].queries[0].kind: is neither gauge nor counter");
    assertRefused(
        "groups: [{name: a, labels: {kinds: {Deployment: a b}}, queries: [{name: x, expr: y}]}]",
        "groups[0].labels.kinds: 'Deployment=a b' is not Kind=label");
  }

  private static void assertRefused(String file, String problem) {
    assertThatThrownBy(() -> PromqlFile.parse(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
  }
}
