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
import org.junit.jupiter.params.provider.CsvSource;

/** Killed at any moment and started again from its stores, it decides as if nothing had been. */
class RestartTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @CsvSource({
    "bad-deploy, 12m18s",
    "bad-deploy, 15m",
    "bad-deploy, 22m19s",
    "bad-deploy, 22m20s",
    "bad-deploy, 22m30s",
    "bad-deploy, 25m",
    "crash-loop, 5m59s",
    "crash-loop, 6m1s",
    "node-dead-at-once, 5m3s",
    "node-dead-at-once, 5m7s",
    "approval-held, 23m",
    "approval-held, 26m",
    "approval-expired, 41m",
  })
  void shouldGoOnAsIfNothingHadBeenWhenStateIsRestored(String name, String moment)
      throws IOException {
    // given
    Path directory = GOLDEN.resolve(name);
    Story story =
        Story.of(
            new ObjectMapper(new YAMLFactory())
                .readTree(directory.resolve("in-story.yaml").toFile()));
    List<PolicyRecord> policies = GoldenTest.policies(directory.resolve("policy.yaml"));
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
