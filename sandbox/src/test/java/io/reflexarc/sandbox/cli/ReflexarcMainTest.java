package io.reflexarc.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class ReflexarcMainTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      ReflexarcMain.commandLine(Surroundings.NONE)
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true));

  @Test
  void shouldExitWithTwoAndSuggestWhenCommandIsUnknown() {
    // given
    // when
    int code = line.execute("polcy");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("polcy").contains("policy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"detector", "decider", "actuator"})
  void shouldHandTheWholeCommandLineToAStage(String stage) {
    ParseResult stageLine =
        ReflexarcMain.commandLine(Surroundings.NONE)
            .parseArgs(stage, "--config", "stage.properties", "--set", "cluster.name=prod")
            .subcommand();

    assertThat(stageLine.unmatched())
        .containsExactly("--config", "stage.properties", "--set", "cluster.name=prod");
  }

  @Test
  void shouldExitWithTwoAndListCommandsWhenNoneIsGiven() {
    // given
    // when
    int code = line.execute();

    // then
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("Which command?").contains("policy");
  }

  @Test
  void shouldNameEveryMistakeWhenLinting() throws IOException {
    // given
    Path file =
        Files.writeString(
            folder.resolve("policy.yaml"),
            shipped("memory-leak").replace("window: 5m", "window: 5").replace("1%", "often"));

    // when
    int code = line.execute("policy", "lint", file.toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("document 1: spec.symptom.ratio.window")
        .contains("document 1: spec.symptom.ratio.unhealthyAbove");
  }

  @Test
  void shouldBeFineWhenLintingAShippedPolicy() throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("policy.yaml"), shipped("memory-leak"));

    // when
    int code = line.execute("policy", "lint", file.toString());

    // then
    assertThat(out.toString()).contains("policy.yaml: fine");
    assertThat(code).isZero();
  }

  @Test
  void shouldSayWhyWhenFileIsMissingOrNoYaml() throws IOException {
    // given
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [1,");
    Path missing = folder.resolve("missing.yaml");

    // when
    int code = line.execute("policy", "lint", broken.toString(), missing.toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(out.toString()).contains("the document is not YAML", "missing.yaml: cannot be read");
  }

  private static String shipped(String id) {
    return io.reflexarc.sandbox.scenario.ScenarioFolder.shipped(id)
        .orElseThrow()
        .text("policy.yaml");
  }
}
