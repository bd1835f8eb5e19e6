package io.reflexarc.decider.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What others see of an incident that waits for a human's word. */
class ApprovalTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void shouldStandAtAwaitingApprovalWithTheCommandToComeWhenItIsProposed() throws IOException {
    try (StoryPlayer player = played("approval-approved")) {
      // then
      assertThat(player.incidents())
          .extracting(Incident::getStatus)
          .startsWith(
              IncidentStatus.AWAITING_APPROVAL,
              IncidentStatus.OPEN,
              IncidentStatus.REMEDIATING,
              IncidentStatus.VERIFYING,
              IncidentStatus.HEALED);
      assertThat(player.commands()).hasSize(1);
      RemediationCommand command = player.commands().get(0);
      assertThat(command.getMode()).isEqualTo(Mode.APPROVE);
      assertThat(player.incidents().get(0).getCommandId()).isEqualTo(command.getId());
    }
  }

  @Test
  void shouldStandAtEscalatedByWhoHasItWhenItIsRejectedOrAcknowledged() throws IOException {
    try (StoryPlayer rejected = played("approval-rejected");
        StoryPlayer acknowledged = played("approval-expired")) {
      // then
      assertThat(rejected.incidents())
          .extracting(Incident::getStatus)
          .containsSubsequence(
              IncidentStatus.AWAITING_APPROVAL, IncidentStatus.ESCALATED, IncidentStatus.CLOSED);
      Incident last = acknowledged.incidents().get(acknowledged.incidents().size() - 1);
      assertThat(last.getStatus()).isEqualTo(IncidentStatus.ESCALATED);
      assertThat(last.getReason()).isEqualTo("anna has it: I am on it");
    }
  }

  private static StoryPlayer played(String name) throws IOException {
    Path directory = GOLDEN.resolve(name);
    Story story =
        Story.of(
            new ObjectMapper(new YAMLFactory())
                .readTree(directory.resolve("in-story.yaml").toFile()));
    StoryPlayer player =
        new StoryPlayer(
            story, GoldenTest.policies(directory.resolve("policy.yaml")), 0, new Properties());
    player.play();
    return player;
  }
}
