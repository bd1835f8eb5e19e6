package io.reflexarc.sandbox.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Actuators that are processes, on topics of their own with one partition, before an API server in
 * this process whose record of writes is the witness.
 */
final class ProcessBench implements AutoCloseable {

  /** Until the work of one that gives no sign of life goes to another. */
  private static final String SESSION_MILLIS = "2500";

  private static final Duration VALID = Duration.ofMinutes(30);

  private final CommandTopics topics;
  private final ServedCluster served;
  private final InstantSource time;
  private final Path folder;
  private final List<ActuatorProcess> processes = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  ProcessBench(String prefix, Path folder, InstantSource time) throws Exception {
    this.topics = new CommandTopics(prefix, 1);
    this.served = new ServedCluster(time);
    this.time = time;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param instance its name; one with the name of another that is dead is that one's restart
   */
  ActuatorProcess start(String instance) throws Exception {
    Map<String, String> settings = topics.settings();
    settings.put("actuator.instance", instance);
    settings.put("actuator.transaction.timeout", "2s");
    settings.put("kafka.consumer.session.timeout.ms", SESSION_MILLIS);
    settings.put("kafka.consumer.heartbeat.interval.ms", "500");
    settings.put("kubernetes.kubeconfig", served.settings().kubeconfig());
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    ActuatorProcess process =
        new ActuatorProcess(Files.writeString(folder.resolve(instance), text.toString()));
    processes.add(process);
    return process;
  }

  /** Sends a command for each of so many Deployments that have not been there before. */
  void send(int targets) throws Exception {
    List<RemediationCommand> commands = new ArrayList<>();
    for (int i = 0; i < targets; i++) {
      commands.add(sick("web-" + (sent.size() + i)));
    }
    commands.forEach(topics::send);
    commands.forEach(command -> sent.add(command.getId()));
  }

  /** Waits until every command that was sent is told of. */
  void awaitTold() {
    topics.audit(sent.size());
  }

  /** Writes that came too late: the API server has refused them. */
  long refused() {
    return served.server.writes().all().stream()
        .filter(write -> write.verb().equals("update") && write.code() == 409)
        .count();
  }

  /** One effect and one outcome for each command that was sent, with before and after. */
  void shouldHaveOneEffectAndOneOutcomeEach() {
    assertThat(served.server.writes().dropped()).as("writes not on record").isZero();
    assertThat(served.written())
        .extracting(WriteRecord::name)
        .containsExactlyInAnyOrderElementsOf(sent.stream().map(id -> id.substring(2)).toList());
    List<RemediationAudit> audit = topics.audit(sent.size());
    assertThat(audit)
        .extracting(RemediationAudit::getCommandId)
        .containsExactlyInAnyOrderElementsOf(sent);
    assertThat(audit)
        .allSatisfy(
            told -> {
              assertThat(told.getStage()).isIn(Stage.APPLIED, Stage.ALREADY_APPLIED);
              assertThat(told.getIncidentId()).isEqualTo("incident-1");
              assertThat(told.getBefore()).containsEntry("revision", "2");
              assertThat(told.getAfter()).containsEntry("revision", "1");
            });
  }

  @Override
  public void close() {
    processes.forEach(ActuatorProcess::close);
    topics.close();
    served.close();
  }

  private RemediationCommand sick(String name) throws Exception {
    Instant now = time.instant();
    return Commands.with(
        Commands.rollback("c-" + name, served.twoRevisions(name), "2", "1"),
        command -> command.setIssuedAt(now).setExpiresAt(now.plus(VALID)));
  }
}
