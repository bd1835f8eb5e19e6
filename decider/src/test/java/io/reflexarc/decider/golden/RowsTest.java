package io.reflexarc.decider.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the golden stories' README say what must be shown, and where it is. */
class RowsTest {

  private static final Path ROOT = Path.of("src/test/resources/golden");

  private static final List<String> SCENARIOS =
      List.of(
          "memory-leak",
          "bad-deploy",
          "pricing-bug",
          "latency-regression",
          "stuck-worker",
          "latent-pod",
          "fd-leak",
          "corrupted-cache",
          "split-brain",
          "crash-loop",
          "boot-thrash",
          "image-pull",
          "node-dead",
          "node-pressure",
          "region-down",
          "retry-storm",
          "database-down",
          "slow-dependency",
          "wrong-cure",
          "rollback-worse",
          "gitops-owned",
          "mass-failure",
          "human-pause",
          "human-override",
          "approval",
          "flapping",
          "small-sample",
          "harmless-spike",
          "pod-kill",
          "control-steady",
          "control-load-spike",
          "control-rolling-deploy",
          "control-cache-fill",
          "silent-sensor");

  private static final int LESSONS = 15;

  private static final Set<String> CAUSES = Set.of("zone", "node", "dependency", "release");

  /** A line of a table: what must be shown, which story or test shows it, and how it ends. */
  record Row(String section, String what, String shownBy, String outcome) {

    boolean isStory() {
      return !shownBy.endsWith("Test");
    }

    @Override
    public String toString() {
      return what + ": " + shownBy + " " + outcome;
    }
  }

  static List<Row> rows() throws IOException {
    String text = Files.readString(ROOT.resolve("README.md"));
    return Stream.of(text.split("\n## ")).flatMap(RowsTest::rows).toList();
  }

  private static Stream<Row> rows(String section) {
    String title = section.lines().findFirst().orElseThrow();
    return section
        .lines()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.split("\\|"))
        .map(cells -> new Row(title, cells[1].strip(), cells[2].strip(), cells[3].strip()));
  }

  private static Set<String> firstWords(String section) throws IOException {
    return rows().stream()
        .filter(row -> row.section().equals(section))
        .map(row -> row.what().split(" ")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shouldFailWhenARowIsShownByNothing() throws IOException {
    assertThat(firstWords("Scenarios")).containsExactlyInAnyOrderElementsOf(SCENARIOS);
    assertThat(firstWords("Lessons"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, LESSONS).mapToObj(Integer::toString).toList());
    assertThat(firstWords("Cause first")).containsExactlyInAnyOrderElementsOf(CAUSES);
  }

  @Test
  void shouldFailWhenAStoryIsInNoTable() throws IOException {
    assertThat(rows().stream().filter(Row::isStory).map(Row::shownBy))
        .containsAll(GoldenTest.cases().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldEndAsItsRowSays(Row row) throws IOException {
    if (row.isStory()) {
      ended(row);
    } else {
      try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
        assertThat(files).anyMatch(file -> file.endsWith(row.shownBy() + ".java"));
      }
    }
  }

  private static void ended(Row row) throws IOException {
    String audit = Files.readString(ROOT.resolve(row.shownBy()).resolve("out-audit.txt"));
    String commands = Files.readString(ROOT.resolve(row.shownBy()).resolve("out-commands.txt"));
    String gate = row.outcome().substring(1).strip();
    switch (row.outcome().charAt(0)) {
      case 'H' -> {
        assertThat(commands).isNotBlank();
        assertThat(audit).contains(" HEALED ");
      }
      case 'E' -> assertThat(audit).contains(" ESCALATED ");
      case 'D' ->
          assertThat(audit)
              .containsPattern(
                  gate.isEmpty() ? "a human's word goes first" : "\\[" + gate + "( until .*)?]");
      case 'N' -> {
        assertThat(commands).isBlank();
        assertThat(audit).doesNotContain(" ESCALATED ");
      }
      default -> throw new AssertionError("no such outcome: " + row);
    }
  }
}
