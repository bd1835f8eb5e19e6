package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the reference page shows is true. */
class PolicyPageTest {

  private static final Path PAGE = Path.of("../docs/reference/policy.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void shouldAcceptEveryExampleWhenPageIsRead() throws IOException {
    // given
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    // then
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    assertThat(examples)
        .allSatisfy(
            example -> assertThat(PolicyParser.parseDocument(example, 1).mistakes()).isEmpty());
  }

  @Test
  void shouldListEveryWordWhenPageIsRead() throws IOException {
    // given
    String page = Files.readString(PAGE);

    // then
    for (Gate gate : Gate.values()) {
      assertThat(page).contains("| `" + gate.word() + "` | " + gate.sentence() + " |\n");
    }
    for (Outcome outcome : Outcome.values()) {
      assertThat(page).contains("| `" + outcome.word() + "` | " + outcome.sentence() + " |\n");
    }
  }
}
