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
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Upgraded in the midst of an incident, from the bytes that the release of format 1 had in its
 * stores at that moment of the same story, it goes on as it would have. The bytes were written by
 * that release; they are never written anew.
 */
class FormerReleaseTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path STATE = Path.of("src/test/resources/state/v1");

  /** Stores whose values begin with the number of their format. */
  private static final Set<String> FORMATTED = Set.of("targets", "instances", "waiting", "facts");

  @ParameterizedTest
  @CsvSource({
    "bad-deploy, 15m",
    "bad-deploy, 22m22s",
    "bad-deploy, 25m",
    "events-oom-kills, 16m30s",
    "condition-not-ready, 18m",
    "condition-not-ready, 19m6s",
  })
  void shouldGoOnAsIfNothingHadBeenWhenAFormerReleaseStoredTheState(String name, String moment)
      throws IOException {
    // given
    Path directory = GOLDEN.resolve(name);
    Story story =
        Story.of(
            new ObjectMapper(new YAMLFactory())
                .readTree(directory.resolve("in-story.yaml").toFile()));
    List<PolicyRecord> policies = GoldenTest.policies(directory.resolve("policy.yaml"));
    StoredBytes stored = StoredBytes.read(STATE.resolve(name + "-" + moment + ".txt"));
    assertThat(stored.entries())
        .filteredOn(entry -> FORMATTED.contains(entry.store()))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.value()[0]).isEqualTo((byte) 1));
    long at = Story.duration(moment);
    try (StoryPlayer undisturbed = new StoryPlayer(story, policies, 0, new Properties());
        StoryPlayer upgraded = new StoryPlayer(story, policies, 0, new Properties())) {
      undisturbed.play();
      // when
      upgraded.play(0, at);
      upgraded.restart(policies, stored);
      upgraded.play(at, story.untilMillis());
      // then
      assertThat(upgraded.commands())
          .extracting(RemediationCommand::getId)
          .containsExactlyElementsOf(
              undisturbed.commands().stream().map(RemediationCommand::getId).toList());
      assertThat(upgraded.audits())
          .extracting(RemediationAudit::getReason)
          .containsExactlyElementsOf(
              undisturbed.audits().stream().map(RemediationAudit::getReason).toList());
    }
  }
}
