package io.reflexarc.decider.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Facts that a rule waits for nothing to judge are judged as they arrive; ticks are 5 s apart. */
class AtOnceTest {

  private static final String STORY =
      """
      until: 3m
      workload:
        - versions: [{version: v3, revision: "3", replicas: 3, current: true, since: -1h}]
      pods: []
      reports: [{stage: APPLIED, after: 2s}]
      facts:
        - {at: 1m1s, type: pod.oom-killed, pod: v3-0, version: v3, node: node-1}
        - {at: 1m2s, type: pod.oom-killed, pod: v3-1, version: v3, node: node-1}
        - {at: 1m3s, type: pod.oom-killed, pod: v3-2, version: v3, node: node-1}
      """;
  private static final String POLICY =
      """
      {"mode": "auto", "target": {"kind": "Deployment", "name": "checkout"},
       "symptom": {"events": {"type": "pod.oom-killed", "window": "10m", "atLeast": 3},
                   "for": "%s"},
       "ladder": [{"action": "restartWorkload", "verifyWithin": "10m"}, {"action": "page"}]}
      """;

  @Test
  void shouldIssueBeforeTheNextTickWhenTheThirdFactArrives() throws IOException {
    try (StoryPlayer player = player("0s", 0)) {
      // when
      player.play(0, Duration.ofSeconds(64).toMillis());
      // then
      assertThat(player.commands()).hasSize(1);
      assertThat(at(player, Stage.DETECTED)).isEqualTo(Duration.ofSeconds(63));
      assertThat(at(player, Stage.ISSUED)).isEqualTo(Duration.ofSeconds(63));
    }
  }

  @Test
  void shouldDecideOnceAndGoOnWhenTicksFollow() throws IOException {
    try (StoryPlayer player = player("0s", 0)) {
      // when
      player.play();
      // then
      assertThat(player.commands()).hasSize(1);
      assertThat(player.audits())
          .extracting(RemediationAudit::getStage)
          .startsWith(Stage.DETECTED, Stage.DECIDED, Stage.ISSUED, Stage.VERIFYING)
          .doesNotContain(Stage.CLOSED, Stage.ESCALATED);
    }
  }

  @Test
  void shouldWaitForTheTickWhenTheRuleWaitsForSomething() throws IOException {
    try (StoryPlayer player = player("5s", 0)) {
      // when
      player.play();
      // then
      assertThat(at(player, Stage.DETECTED).toSeconds() % 5).isZero();
    }
  }

  @Test
  void shouldIssueTheSameCommandWhenTheFirstFactArrivesLast() throws IOException {
    String others =
        STORY
            .replace("at: 1m1s,", "at: 1m1s, late: 3s,")
            .replace("at: 1m2s,", "at: 1m2s, late: 1s,");
    try (StoryPlayer inOrder = player(STORY, "0s", 0);
        StoryPlayer otherwise = player(others, "0s", 0)) {
      // when
      inOrder.play();
      otherwise.play();
      // then
      assertThat(texts(otherwise)).hasSize(1).isEqualTo(texts(inOrder));
    }
  }

  @Test
  void shouldWaitForTicksWhenTheyHaveStopped() throws IOException {
    try (StoryPlayer player = player(STORY + "noTicks: [[55s, 2m]]\n", "0s", 0)) {
      // when
      player.play();
      // then
      assertThat(player.commands()).hasSize(1);
      assertThat(at(player, Stage.DETECTED)).isEqualTo(Duration.ofMinutes(2));
    }
  }

  @Test
  void shouldDecideTheSameWhenTheSameIsToldAgain() throws IOException {
    try (StoryPlayer player = player("0s", 0);
        StoryPlayer again = player("0s", 0)) {
      // when
      player.play();
      again.play();
      // then
      assertThat(texts(again)).isEqualTo(texts(player));
    }
  }

  /** A fact that comes after a tick is judged at that tick's time: the command bears another id. */
  @Property(tries = 50)
  void shouldIssueOneCommandAllTheSameWhenFactsAreShuffled(@ForAll @LongRange(min = 1) long seed)
      throws IOException {
    try (StoryPlayer inOrder = player("0s", 0);
        StoryPlayer shuffled = player("0s", seed)) {
      // when
      inOrder.play();
      shuffled.play();
      // then
      RemediationCommand expected = inOrder.commands().get(0);
      assertThat(shuffled.commands()).hasSize(1);
      RemediationCommand command = shuffled.commands().get(0);
      assertThat(command.getAction()).isEqualTo(expected.getAction());
      assertThat(command.getReason()).isEqualTo(expected.getReason());
      if (command.getIssuedAt().equals(expected.getIssuedAt())) {
        assertThat(texts(shuffled)).isEqualTo(texts(inOrder));
      }
    }
  }

  private static List<String> texts(StoryPlayer player) {
    return player.commands().stream().map(RemediationCommand::toString).toList();
  }

  private static Duration at(StoryPlayer player, Stage stage) {
    Instant start = Instant.parse("2026-01-05T09:00:00Z");
    return player.audits().stream()
        .filter(audit -> audit.getStage() == stage)
        .findFirst()
        .map(audit -> Duration.between(start, audit.getAt()))
        .orElseThrow();
  }

  private static StoryPlayer player(String waits, long seed) throws IOException {
    return player(STORY, waits, seed);
  }

  private static StoryPlayer player(String told, String waits, long seed) throws IOException {
    Story story = Story.of(new ObjectMapper(new YAMLFactory()).readTree(told));
    PolicyRecord policy =
        PolicyRecord.newBuilder()
            .setNamespace("shop")
            .setName("kills")
            .setApiVersion("reflexarc.io/v1alpha1")
            .setGeneration(1)
            .setSpec(POLICY.formatted(waits))
            .setSource("file:test")
            .setUpdatedAt(Instant.EPOCH)
            .build();
    return new StoryPlayer(story, List.of(policy), seed, new Properties());
  }
}
