package io.reflexarc.detector.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference page of the fact types is what the code says. */
class FactsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/facts.md");

  private static final String PREFACE =
      """
      # Facts

      What the detector recognises in a cluster and publishes to `health-events`. This page is generated from the code.

      An *instant* is one record with the phase `OCCURRED`; a *state* is a record `BEGAN` and, when it is over, one `ENDED`
      (reason `Gone` when the pod, node or workload went instead of getting better). The same fact seen again, after a relist, a restart or by a
      second detector, has the same `id`. The `target` is the workload that it counts for, the `subject` the pod, container or node.
      Where one thing can be in several states of a type at once, the label `aspect` tells them apart.
      Facts are published for whoever reads the topic; a policy asks for them by their type, see [events](indicators/events.md).

      | type | span | severity | meaning | example of a message |
      |---|---|---|---|---|
      """;

  @Test
  void shouldBeWhatTheCodeSaysWhenPageIsRead() throws IOException {
    String page =
        PREFACE
            + Arrays.stream(FactType.values())
                .map(FactsPageTest::row)
                .collect(Collectors.joining("\n", "", "\n"));

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("%s is to hold:\n%s\nEND", PAGE, page)
        .isEqualTo(page);
  }

  @Test
  void shouldSayEachWordOnceWhenTypesAreListed() {
    assertThat(Arrays.stream(FactType.values()).map(FactType::word))
        .doesNotHaveDuplicates()
        .allMatch(word -> word.matches("[a-z]+\\.[a-z-]+"));
  }

  private static String row(FactType type) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            type.word(),
            type.span().name().toLowerCase(Locale.ROOT),
            type.severity(),
            type.meaning(),
            type.example());
  }
}
