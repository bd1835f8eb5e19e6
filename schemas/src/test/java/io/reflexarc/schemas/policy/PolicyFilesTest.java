package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Directories of policies: each file in {@code accepted} is accepted, each in {@code refused} is
 * refused with exactly the lines of the {@code .mistakes} file beside it.
 */
class PolicyFilesTest {

  private static final Path FILES = Path.of("src/test/resources/policy");

  static Stream<Path> accepted() throws IOException {
    return policies("accepted");
  }

  static Stream<Path> refused() throws IOException {
    return policies("refused");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void shouldAcceptWhenAllIsRight(Path file) throws IOException {
    // when
    ParseResult result = PolicyParser.parseDocument(Files.readString(file), 1);

    // then
    assertThat(result.mistakes()).isEmpty();
    assertThat(result.accepted()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void shouldNameEveryMistakeWhenSomethingIsWrong(Path file) throws IOException {
    // given
    Path expected = Path.of(file.toString().replace(".yaml", ".mistakes"));

    // when
    ParseResult result = PolicyParser.parseDocument(Files.readString(file), 1);

    // then
    String mistakes = String.join("\n", result.mistakes().stream().map(Mistake::toString).toList());
    assertThat(Files.exists(expected) ? Files.readString(expected).stripTrailing() : "")
        .as("%s is to hold:\n%s\n", expected, mistakes)
        .isEqualTo(mistakes);
  }

  @Test
  void shouldUseEveryFileWhenTestsRun() throws IOException {
    // given
    try (Stream<Path> all = Files.walk(FILES)) {
      List<Path> used =
          Stream.of(accepted(), refused(), refused().map(PolicyFilesTest::mistakesOf))
              .flatMap(files -> files)
              .toList();

      // then
      assertThat(all.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(used);
    }
  }

  private static Path mistakesOf(Path file) {
    return Path.of(file.toString().replace(".yaml", ".mistakes"));
  }

  private static Stream<Path> policies(String directory) throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }
}
