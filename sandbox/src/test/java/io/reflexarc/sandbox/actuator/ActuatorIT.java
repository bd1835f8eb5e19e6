package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.Actuator;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The actuator on real Kafka, its cluster in memory. Its tests mostly wait, so beside each other.
 */
@Execution(ExecutionMode.CONCURRENT)
class ActuatorIT {

  /** Ends a worker or the loop where it stands. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
      super("killed " + where);
    }
  }

  @Test
  void shouldApplyAndTell() {
    try (ActuatorBench bench = new ActuatorBench("act-apply.", 2)) {
      // given
      RemediationCommand command = sick(bench, "web", "c-1");
      bench.start(Checkpoint.NONE);

      // when
      bench.send(command);

      // then
      RemediationAudit told = bench.audit(1).get(0);
      assertThat(told.getStage()).isEqualTo(Stage.APPLIED);
      assertThat(told.getCommandId()).isEqualTo("c-1");
      assertThat(told.getBefore()).containsEntry("revision", "2");
      assertThat(told.getAfter()).containsEntry("revision", "1");
      assertThat(bench.rollouts.version("web")).isEqualTo("v3");
    }
  }

  @Test
  void shouldWriteOnceWhenTheCommandComesTwice() {
    try (ActuatorBench bench = new ActuatorBench("act-twice.", 2)) {
      RemediationCommand command = sick(bench, "web", "c-1");
      bench.start(Checkpoint.NONE);

      bench.send(command);
      bench.send(command);

      assertThat(bench.audit(2))
          .extracting(RemediationAudit::getStage)
          .containsExactly(Stage.APPLIED, Stage.ALREADY_APPLIED);
      assertThat(bench.cluster.writes()).hasSize(1);
    }
  }

  @Test
  void shouldPutPoisonAsideAndGoOn() {
    try (ActuatorBench bench = new ActuatorBench("act-poison.", 1)) {
      RemediationCommand command = sick(bench, "web", "c-1");
      bench.start(Checkpoint.NONE);

      bench.sendBytes(
          Topic.REMEDIATION_COMMANDS, "web", "not a command".getBytes(StandardCharsets.UTF_8));
      bench.send(Commands.with(command, c -> c.setEvidence(List.of())));
      bench.send(command);

      assertThat(bench.audit(1).get(0).getStage()).isEqualTo(Stage.APPLIED);
      List<ConsumerRecord<String, byte[]>> letters =
          bench.records(TopicNames.deadLetterOf(bench.topic(Topic.REMEDIATION_COMMANDS)), 2);
      assertThat(letters).hasSize(2);
      assertThat(letters.get(0).value())
          .isEqualTo("not a command".getBytes(StandardCharsets.UTF_8));
      assertThat(header(letters.get(1), "reflexarc.reason"))
          .isEqualTo("evidence is empty: no command without evidence");
      assertThat(header(letters.get(1), "reflexarc.stage")).isEqualTo("actuator");
    }
  }

  @Test
  void shouldHoldWhenAPauseWasOrderedJustBefore() {
    try (ActuatorBench bench = new ActuatorBench("act-pause.", 2)) {
      RemediationCommand command = sick(bench, "web", "c-1");
      bench.start(Checkpoint.NONE);

      bench.send(
          Control.newBuilder()
              .setScope("local/shop")
              .setVerb(Verb.PAUSE)
              .setBy("mara")
              .setReason("release freeze")
              .setAt(Commands.ISSUED)
              .build());
      bench.send(command);

      RemediationAudit told = bench.audit(1).get(0);
      assertThat(told.getStage()).isEqualTo(Stage.HELD);
      assertThat(told.getGate()).isEqualTo("paused");
      assertThat(bench.cluster.writes()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHaveOneEffectAndATaleWhenKilledAt(Checkpoint.Step step) {
    try (ActuatorBench bench = new ActuatorBench("act-kill-" + step.ordinal() + ".", 1)) {
      // given
      RemediationCommand command = sick(bench, "web", "c-1");
      AtomicBoolean struck = new AtomicBoolean();
      bench.start(
          (reached, of) -> {
            if (reached == step && struck.compareAndSet(false, true)) {
              throw new Killed("at " + step);
            }
          });
      bench.send(command);
      await().atMost(ActuatorBench.PATIENCE).untilTrue(struck);

      // when
      bench.start(Checkpoint.NONE);
      RemediationCommand next = sick(bench, "next", "c-2");
      bench.send(next);

      // then
      List<RemediationAudit> told = bench.audit(2);
      assertThat(told)
          .extracting(RemediationAudit::getCommandId)
          .containsExactlyInAnyOrder("c-1", "c-2");
      assertThat(told)
          .filteredOn(audit -> audit.getCommandId().equals("c-1"))
          .singleElement()
          .satisfies(
              audit -> assertThat(audit.getStage()).isIn(Stage.APPLIED, Stage.ALREADY_APPLIED))
          .satisfies(audit -> assertThat(audit.getBefore()).containsEntry("revision", "2"))
          .satisfies(audit -> assertThat(audit.getAfter()).containsEntry("revision", "1"));
      assertThat(bench.cluster.writes())
          .containsExactlyInAnyOrder("Deployment/web", "Deployment/next");
    }
  }

  @Test
  void shouldShareTheWorkAndDoubleNothingWhenOneComesAndOneGoes() {
    try (ActuatorBench bench = new ActuatorBench("act-share.", 4)) {
      // given
      List<RemediationCommand> commands = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        commands.add(sick(bench, "web-" + i, "c-" + i));
      }
      Actuator first = bench.start(Checkpoint.NONE);

      // when
      commands.subList(0, 20).forEach(bench::send);
      bench.start(Checkpoint.NONE);
      commands.subList(20, 40).forEach(bench::send);
      first.close();
      commands.subList(40, 60).forEach(bench::send);

      // then
      List<RemediationAudit> told = bench.audit(60);
      assertThat(told)
          .hasSize(60)
          .extracting(RemediationAudit::getCommandId)
          .doesNotHaveDuplicates();
      assertThat(told).extracting(RemediationAudit::getStage).containsOnly(Stage.APPLIED);
      assertThat(bench.cluster.writes()).hasSize(60).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldNotTellAgainWhatWasToldBeforeAnEarlierOneThatWaits() {
    try (ActuatorBench bench = new ActuatorBench("act-order.", 1)) {
      // given a command that waits for pods, and one behind it that does not
      KubeObject stable = bench.rollouts.release("checkout", "v3", 9);
      KubeObject canary = bench.rollouts.release("checkout-canary", "v4", 1);
      Actuator first = bench.start(Checkpoint.NONE);
      bench.send(Commands.offCanary("c-slow", stable, 10, canary));
      bench.send(sick(bench, "web", "c-quick"));
      assertThat(bench.audit(1).get(0).getCommandId()).isEqualTo("c-quick");

      // when
      first.close();
      bench.rollouts.reconcile("checkout");
      bench.start(Checkpoint.NONE);

      // then
      assertThat(bench.audit(2))
          .extracting(RemediationAudit::getCommandId)
          .containsExactly("c-quick", "c-slow");
      assertThat(bench.rollouts.replicas("checkout-canary")).isZero();
    }
  }

  @Test
  void shouldSayHowItIs() throws Exception {
    try (ActuatorBench bench = new ActuatorBench("act-health.", 1)) {
      RemediationCommand command = sick(bench, "web", "c-1");
      Actuator actuator = bench.start(Checkpoint.NONE);
      bench.send(command);
      bench.audit(1);

      await().atMost(ActuatorBench.PATIENCE).until(() -> status(actuator, "/ready") == 200);
      assertThat(status(actuator, "/live")).isEqualTo(200);
      assertThat(status(actuator, "/startup")).isEqualTo(200);
      assertThat(body(actuator, "/metrics"))
          .contains("reflexarc_actuator_commands_received_total{stage=\"actuator\"} 1.0")
          .contains("reflexarc_actuator_commands_published_total{stage=\"actuator\"} 1.0")
          .contains("outcome=\"applied\"");
    }
  }

  private static RemediationCommand sick(ActuatorBench bench, String name, String id) {
    bench.rollouts.release(name, "v3", 3);
    return Commands.rollback(id, bench.rollouts.release(name, "v4", 3), "2", "1");
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static int status(Actuator actuator, String path) throws Exception {
    return get(actuator, path).statusCode();
  }

  private static String body(Actuator actuator, String path) throws Exception {
    return get(actuator, path).body();
  }

  private static HttpResponse<String> get(Actuator actuator, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + actuator.httpPort() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
