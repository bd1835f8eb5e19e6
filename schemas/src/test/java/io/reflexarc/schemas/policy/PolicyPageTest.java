package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the reference page shows is true. */
class PolicyPageTest {

  private static final Path PAGE = Path.of("../docs/reference/policy.md");
  private static final Path INDICATORS = Path.of("../docs/reference/indicators");

  /** Ratio and trend are described on the page of the language itself. */
  private static final List<String> WITH_PAGES =
      SymptomReader.indicators().stream()
          .filter(it -> !it.equals("ratio") && !it.equals("trend"))
          .toList();

  private static final Path ACTIONS = Path.of("../docs/reference/actions.md");
  private static final Pattern TABLE =
      Pattern.compile("^\\| action \\|.*\n(\\|.*\n)+", Pattern.MULTILINE);
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void shouldAcceptEveryExampleWhenPageIsRead() throws IOException {
    // given
    List<String> examples = examples(PAGE);

    // then
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    assertThat(examples)
        .allSatisfy(
            example -> assertThat(PolicyParser.parseDocument(example, 1).mistakes()).isEmpty());
  }

  @Test
  void shouldHaveAPageWithAnExampleForEachIndicatorWhenIndicatorsAreListed() throws IOException {
    for (String indicator : WITH_PAGES) {
      // given
      List<String> examples = examples(INDICATORS.resolve(indicator + ".md"));

      // then
      assertThat(examples).as(indicator).isNotEmpty();
      assertThat(examples)
          .allSatisfy(
              example -> assertThat(PolicyParser.parseDocument(example, 1).mistakes()).isEmpty())
          .anySatisfy(example -> assertThat(example).contains(indicator + ":"));
      assertThat(Files.readString(PAGE)).contains("(indicators/" + indicator + ".md)");
    }
    assertThat(SymptomReader.indicators()).containsAll(WITH_PAGES);
  }

  private static List<String> examples(Path page) throws IOException {
    return EXAMPLE
        .matcher(Files.readString(page))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void shouldHoldTheTableOfActionsWhenPageIsRead() throws IOException {
    // given
    String table = ActionTable.write();
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("reflexarc.regenerate")) {
      page = TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table));
      Files.writeString(PAGE, page);
    }

    // then
    assertThat(page)
        .as("%s is stale, make it anew with -Dreflexarc.regenerate=true", PAGE)
        .contains(table);
  }

  @Test
  void shouldHaveASectionForEachActionWhenActionsAreListed() throws IOException {
    // given
    String page = Files.readString(ACTIONS);

    // then
    for (Action action : Action.values()) {
      assertThat(page).contains("### " + action.word() + "\n");
    }
    assertThat(examples(ACTIONS))
        .isNotEmpty()
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
