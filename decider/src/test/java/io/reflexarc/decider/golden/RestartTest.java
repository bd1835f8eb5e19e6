package io.reflexarc.decider.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed at any moment and started again from its stores, it decides as if nothing had been. */
class RestartTest {

  private static final Path STORY = Path.of("src/test/resources/golden/bad-deploy");

  @ParameterizedTest
  @ValueSource(strings = {"12m18s", "15m", "22m19s", "22m20s", "22m30s", "25m"})
  void shouldGoOnAsIfNothingHadBeenWhenStateIsRestored(String moment) throws IOException {
    // given
    Story story =
        Story.of(
            new ObjectMapper(new YAMLFactory()).readTree(STORY.resolve("in-story.yaml").toFile()));
    List<PolicyRecord> policies = GoldenTest.policies(STORY.resolve("policy.yaml"));
    long at = Story.duration(moment);
    try (StoryPlayer undisturbed = new StoryPlayer(story, policies, 0, new Properties());
        StoryPlayer killed = new StoryPlayer(story, policies, 0, new Properties())) {
      undisturbed.play();
      // when
      killed.play(0, at);
      killed.restart(policies);
      killed.play(at, story.untilMillis());
      // then
      assertThat(killed.commands())
          .extracting(RemediationCommand::getId)
          .containsExactlyElementsOf(
              undisturbed.commands().stream().map(RemediationCommand::getId).toList());
      assertThat(killed.audits())
          .extracting(RemediationAudit::getReason)
          .containsExactlyElementsOf(
              undisturbed.audits().stream().map(RemediationAudit::getReason).toList());
    }
  }
}
