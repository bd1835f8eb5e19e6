package io.reflexarc.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.sandbox.scenario.course.Budget;
import io.reflexarc.sandbox.scenario.course.Steady;
import io.reflexarc.sandbox.scenario.course.Steady.When;
import io.reflexarc.sandbox.world.traffic.Behaviour;
import io.reflexarc.schemas.avro.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioFolderTest {

  private static final Path SHIPPED = Path.of("src/main/resources/scenarios");

  @TempDir private Path folder;

  static List<String> shipped() {
    return ScenarioFolder.shippedIds();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shouldReadEveryFileWhenShipped(String id) throws IOException {
    // given
    ScenarioFolder shipped = ScenarioFolder.shipped(id).orElseThrow();

    // when
    Scenario scenario = shipped.scenario();
    List<String> used =
        Stream.concat(
                Stream.of(ScenarioFolder.SCENARIO, ScenarioFolder.BEHAVIOUR),
                Stream.of(
                        scenario.phases().stream().flatMap(phase -> phase.apply().stream()),
                        scenario.phases().stream().flatMap(phase -> phase.behave().stream()),
                        scenario.rollback().apply().stream(),
                        scenario.rollback().delete().stream())
                    .flatMap(named -> named))
            .distinct()
            .sorted()
            .toList();

    // then
    assertThat(scenario.id()).isEqualTo(id);
    assertThat(used).allSatisfy(file -> assertThat(shipped.text(file)).isNotBlank());
    assertThat(scenario.phases())
        .flatExtracting(Phase::behave)
        .allSatisfy(file -> assertThat(shipped.behaviour(file)).isNotNull());
    try (Stream<Path> files = Files.list(SHIPPED.resolve(id))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .as("files of the folder, none unused")
          .isEqualTo(used);
    }
  }

  @Test
  void shouldListEveryFolderWhenIndexIsRead() throws IOException {
    // given
    List<String> onDisk;
    try (Stream<Path> folders = Files.list(SHIPPED)) {
      onDisk = folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList();
    }

    // when
    List<String> ids = ScenarioFolder.shippedIds();

    // then
    assertThat(ids).containsExactlyInAnyOrderElementsOf(onDisk);
  }

  @Test
  void shouldTellTheArticlesStoryWhenMemoryLeaks() {
    // given
    ScenarioFolder shipped = ScenarioFolder.shipped("memory-leak").orElseThrow();

    // when
    Scenario scenario = shipped.scenario();

    // then
    assertThat(scenario.hasFault()).isTrue();
    assertThat(scenario.faultAt()).isEqualTo(Duration.ofMinutes(7));
    assertThat(scenario.expect().outcome()).isEqualTo(Outcome.HEALED);
    assertThat(scenario.expect().actions())
        .containsExactly(new Expectation.Action("rollback", "shop/Deployment/checkout"));
  }

  @Test
  void shouldNameFieldAndFixWhenDurationIsNone() throws IOException {
    // given
    String yaml = ScenarioFolder.shipped("bad-deploy").orElseThrow().text("scenario.yaml");
    Files.writeString(folder.resolve("scenario.yaml"), yaml.replace("until: 70m", "until: soon"));

    // when
    // then
    assertThatThrownBy(() -> ScenarioFolder.onDisk(folder).scenario())
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("scenario.yaml")
        .hasMessageContaining("soon")
        .hasMessageContaining("write 90s, 10m or 1h30m");
  }

  @Test
  void shouldBehaveAnotherWayFromAPhaseOnWhenItNamesAFile() throws IOException {
    // given
    String yaml = ScenarioFolder.shipped("bad-deploy").orElseThrow().text("scenario.yaml");
    Files.writeString(
        folder.resolve("scenario.yaml"),
        yaml.replaceFirst("apply: .release.yaml.", "behave: [blip.yaml]"));
    Files.writeString(
        folder.resolve("blip.yaml"),
        "{namespace: shop, versions: {checkout: {v2: {errorRatio: 0.02}}}}");

    // when
    ScenarioFolder story = ScenarioFolder.onDisk(folder);
    List<String> behave = story.scenario().phases().get(1).behave();

    // then
    assertThat(behave).containsExactly("blip.yaml");
    assertThat(story.behaviour("blip.yaml").versions().values())
        .extracting(Behaviour::errorRatio)
        .containsExactly(0.02);
  }

  @Test
  void shouldReadWhatIsSteadyWhatItMayCostAndWhatCleansUp() throws IOException {
    // given
    String yaml = ScenarioFolder.shipped("bad-deploy").orElseThrow().text("scenario.yaml");
    Files.writeString(
        folder.resolve("scenario.yaml"),
        yaml.replaceAll("(?m)^steady:\n(  .*\n)+", "")
                .replaceAll("(?m)^  budget:.*\n", "")
                .replaceFirst(
                    "(?m)^phases:",
                    """
                    steady:
                      - {service: checkout, errorsBelow: 1%, readyAtLeast: 8}
                      - {service: other/cart, errorsBelow: 2.5 %, when: [during]}
                    phases:""")
            + """
              budget: {atMost: 0.5%}
            rollback:
              delete: [workloads.yaml]
            """);

    // when
    Scenario scenario = ScenarioFolder.onDisk(folder).scenario();

    // then
    assertThat(scenario.steady())
        .containsExactly(
            new Steady("shop/checkout", 0.01, 8, Set.of(When.BEFORE, When.AFTER)),
            new Steady("other/cart", 0.025, 0, Set.of(When.DURING)));
    assertThat(scenario.expect().budget()).isEqualTo(new Budget(0.995, 0.005));
    assertThat(scenario.rollback()).isEqualTo(new Rollback(List.of(), List.of("workloads.yaml")));
  }

  @Test
  void shouldNameTheFixWhenAShareIsNone() throws IOException {
    // given
    String yaml = ScenarioFolder.shipped("bad-deploy").orElseThrow().text("scenario.yaml");
    Files.writeString(
        folder.resolve("scenario.yaml"),
        yaml.replaceAll("(?m)^steady:\n(  .*\n)+", "")
            .replaceFirst(
                "(?m)^phases:", "steady: [{service: checkout, errorsBelow: few}]\nphases:"));

    // when
    // then
    assertThatThrownBy(() -> ScenarioFolder.onDisk(folder).scenario())
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("few")
        .hasMessageContaining("write 1% or 99.5%");
  }

  @Test
  void shouldRefuseWhenFieldIsUnknown() throws IOException {
    // given
    String yaml = ScenarioFolder.shipped("bad-deploy").orElseThrow().text("scenario.yaml");
    Files.writeString(folder.resolve("scenario.yaml"), yaml + "colour: blue\n");

    // when
    // then
    assertThatThrownBy(() -> ScenarioFolder.onDisk(folder).scenario())
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("colour");
  }

  @Test
  void shouldReadWhatIsDoneAndOrderedWhenPhasesSaySo() {
    // given
    Scenario override = ScenarioFolder.shipped("human-override").orElseThrow().scenario();
    Scenario approval = ScenarioFolder.shipped("approval").orElseThrow().scenario();

    // when
    // then
    assertThat(override.phases().get(1).mischief().deeds())
        .isEqualTo(Map.of(Deed.PART, List.of("reflexarc-actuator")));
    assertThat(approval.phases().get(2).orders())
        .containsExactly(
            new Order(Verb.APPROVE, Order.PROPOSED, "anna", "v4 is mine and it is bad"));
  }

  @Test
  void shouldRefuseWhenAPhaseDoesWhatNobodyKnows() throws IOException {
    // given
    String yaml = ScenarioFolder.shipped("bad-deploy").orElseThrow().text("scenario.yaml");
    Files.writeString(
        folder.resolve("scenario.yaml"),
        yaml.replace("    fault: true", "    explode: [checkout]"));

    // when
    // then
    assertThatThrownBy(() -> ScenarioFolder.onDisk(folder).scenario())
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no phase has a 'explode'");
  }

  @Test
  void shouldRefuseWhenFileLiesOutsideTheFolder() {
    // given
    ScenarioFolder onDisk = ScenarioFolder.onDisk(folder);

    // when
    // then
    assertThatThrownBy(() -> onDisk.text("../secret"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("../secret");
  }

  @Test
  void shouldSayWhichFileWhenItIsMissing() {
    // given
    ScenarioFolder onDisk = ScenarioFolder.onDisk(folder);

    // when
    // then
    assertThatThrownBy(onDisk::scenario).hasMessageContaining("scenario.yaml is missing");
  }
}
