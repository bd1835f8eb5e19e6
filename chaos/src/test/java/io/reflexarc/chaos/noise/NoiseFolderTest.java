package io.reflexarc.chaos.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Expectation;
import io.reflexarc.sandbox.scenario.Outcome;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.PolicyParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseFolderTest {

  @TempDir private Path folder;

  @Test
  void shouldBeAScenarioThatCanBeReadWhenTheLargestIsWritten() {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(Duration.ofHours(24), NoiseSize.MOST, 10, 11));

    // when
    ScenarioFolder written = ScenarioFolder.onDisk(NoiseFolder.write(plan, folder));
    Scenario scenario = written.scenario();

    // then
    assertThat(scenario.phases()).hasSize(plan.happenings().size() + 2);
    assertThat(scenario.nodes()).as("110 pods fit on a node").isEqualTo(20);
    assertThat(scenario.expect().outcome()).isEqualTo(Outcome.HEALED);
    assertThat(scenario.expect().actions())
        .containsExactlyElementsOf(
            plan.faults().stream()
                .map(f -> new Expectation.Action(f.kind().action(), f.workload().target()))
                .toList());
    assertThat(written.behaviour().traffic()).hasSize(NoiseSize.MOST);
  }

  @Test
  void shouldBehaveAsItsFilesSayWhenPlayed() {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(Duration.ofHours(4), 20, 0, 5));
    ScenarioFolder written = ScenarioFolder.onDisk(NoiseFolder.write(plan, folder));

    // when
    List<Phase> phases = written.scenario().phases();

    // then
    assertThat(phases).anyMatch(phase -> !phase.behave().isEmpty());
    assertThat(phases.stream().flatMap(phase -> phase.behave().stream()))
        .allSatisfy(file -> assertThat(written.behaviour(file).versions()).hasSize(1));
    assertThat(written.scenario().expect().outcome()).isEqualTo(Outcome.NO_ACTION);
  }

  @Test
  void shouldHavePoliciesThatAreAcceptedWhenWritten() {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(Duration.ofHours(1), 104, 0, 5));

    // when
    Map<String, String> files = NoiseFolder.files(plan);
    List<ParseResult> policies =
        PolicyParser.parseDocuments(files.getOrDefault("policies.yaml", ""), 0);

    // then
    assertThat(policies).hasSize(10).noneMatch(ParseResult.Refused.class::isInstance);
  }
}
