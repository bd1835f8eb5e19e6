package io.reflexarc.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.sandbox.scenario.Deed;
import io.reflexarc.sandbox.scenario.Outcome;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of {@code deploy/gameday} fit the command line and the format of scenarios. */
class DeployedTest {

  private static final Path DEPLOY = Path.of("../deploy/gameday");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sandbox.yaml", "cluster.yaml"})
  void shouldKnowEveryOptionThatIsDeployed(String file) throws IOException {
    // given
    List<String[]> commandLines = new ArrayList<>();
    for (JsonNode document : documents(file)) {
      JsonNode pod = document.at("/spec/jobTemplate/spec/template/spec");
      pod.path("initContainers").forEach(container -> commandLines.add(args(container)));
      pod.path("containers").forEach(container -> commandLines.add(args(container)));
    }

    // when
    // then
    assertThat(commandLines).isNotEmpty();
    assertThat(commandLines)
        .allSatisfy(
            args ->
                assertThatCode(() -> GamedayMain.line(folder, Instant.EPOCH).parseArgs(args))
                    .doesNotThrowAnyException());
    assertThat(commandLines)
        .as("as they stand they rehearse")
        .allSatisfy(args -> assertThat(args).doesNotContain("--execute"));
  }

  @Test
  void shouldReadTheStoryThatIsDeployed() throws IOException {
    // given
    for (JsonNode document : documents("cluster.yaml")) {
      JsonNode story = document.at("/data/scenario.yaml");
      if (!story.isMissingNode()) {
        Files.writeString(folder.resolve("scenario.yaml"), story.asText());
      }
    }

    // when
    Scenario scenario = ScenarioFolder.onDisk(folder).scenario();

    // then
    assertThat(scenario.expect().outcome()).isEqualTo(Outcome.NO_ACTION);
    assertThat(scenario.phases().get(1).mischief().deeds()).containsOnlyKeys(Deed.KILL);
  }

  private static List<JsonNode> documents(String file) throws IOException {
    return new YAMLMapper()
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(DEPLOY.resolve(file).toFile())
        .readAll();
  }

  private static String[] args(JsonNode container) {
    List<String> args = new ArrayList<>();
    container.path("args").forEach(arg -> args.add(arg.asText()));
    return args.toArray(String[]::new);
  }
}
