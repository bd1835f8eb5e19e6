package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records of a made-up story, for tests. */
public final class Records {

  /** When the story begins. */
  public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  /** What it is about. */
  public static final String CHECKOUT = "sandbox/shop/Deployment/checkout";

  private Records() {}

  /** Event time, so many seconds after the start. */
  public static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  /** An audit record with one number of evidence. */
  public static Heard audit(long seconds, Stage stage, String commandId) {
    boolean deed = stage == Stage.APPLIED || stage == Stage.ALREADY_APPLIED;
    RemediationAudit audit =
        RemediationAudit.newBuilder()
            .setId(stage + "-" + seconds)
            .setAt(at(seconds))
            .setStage(stage)
            .setIncidentId("incident-1")
            .setCommandId(commandId.isEmpty() ? null : commandId)
            .setTarget(CHECKOUT)
            .setPolicy("shop/checkout-errors")
            .setActor(deed ? "actuator" : "decider")
            .setAction(commandId.isEmpty() ? null : "rollback")
            .setReason("because of " + stage)
            .setEvidence(List.of(evidence()))
            .setBefore(deed ? Map.of("version", "v3") : Map.of())
            .setAfter(deed ? Map.of("version", "v2") : Map.of())
            .build();
    return new Heard(Topic.REMEDIATION_AUDIT, at(seconds), CHECKOUT, audit);
  }

  /** The same audit record, of another incident. */
  public static Heard of(String incidentId, Heard audit) {
    RemediationAudit other =
        RemediationAudit.newBuilder((RemediationAudit) audit.value())
            .setIncidentId(incidentId)
            .build();
    return new Heard(audit.topic(), audit.at(), audit.key(), other);
  }

  /** A record of what a gate held back. */
  public static Heard held(long seconds, String gate) {
    Heard heard = audit(seconds, Stage.HELD, "");
    RemediationAudit audit =
        RemediationAudit.newBuilder((RemediationAudit) heard.value()).setGate(gate).build();
    return new Heard(heard.topic(), heard.at(), heard.key(), audit);
  }

  /** 3 % errors of v3 where 1 % is allowed and v2 has 0.05 %. */
  public static Evidence evidence() {
    return Evidence.newBuilder()
        .setIndicator("ratio")
        .setVersion("v3")
        .setWindowMillis(300_000)
        .setValue(0.03)
        .setThreshold(0.01)
        .setBaseline(0.0005)
        .setBaselineVersion("v2")
        .setSamples(60_000)
        .build();
  }

  /** Where the incident stands. */
  public static Heard incident(long seconds, IncidentStatus status) {
    Incident incident =
        Incident.newBuilder()
            .setId("incident-1")
            .setTarget(CHECKOUT)
            .setStatus(status)
            .setPolicy("shop/checkout-errors")
            .setOnsetAt(START)
            .setOpenedAt(START)
            .setUpdatedAt(at(seconds))
            .setRung(0)
            .setReason("because")
            .build();
    return new Heard(Topic.INCIDENTS, at(seconds), CHECKOUT, incident);
  }

  /** A rollback. */
  public static Heard command(long seconds, String id) {
    RemediationCommand command =
        RemediationCommand.newBuilder()
            .setId(id)
            .setIncidentId("incident-1")
            .setRung(0)
            .setTarget(CHECKOUT)
            .setAction("rollback")
            .setParameters(Map.of())
            .setPreconditions(List.of())
            .setReason("because")
            .setEvidence(List.of(evidence()))
            .setMode(Mode.AUTO)
            .setPolicy("shop/checkout-errors")
            .setPolicyGeneration(1)
            .setIssuedAt(at(seconds))
            .setExpiresAt(at(seconds + 60))
            .build();
    return new Heard(Topic.REMEDIATION_COMMANDS, at(seconds), CHECKOUT, command);
  }

  /** A command that drains a node. */
  public static Heard drain(Heard heard, String node) {
    RemediationCommand command =
        RemediationCommand.newBuilder((RemediationCommand) heard.value())
            .setAction("drainNode")
            .setTarget("sandbox//Node/" + node)
            .build();
    return new Heard(heard.topic(), heard.at(), heard.key(), command);
  }

  /** A command that is about a pod. */
  public static Heard about(Heard heard, String pod) {
    RemediationCommand command =
        RemediationCommand.newBuilder((RemediationCommand) heard.value())
            .setSubject(io.reflexarc.schemas.avro.Subject.newBuilder().setPod(pod).build())
            .build();
    return new Heard(heard.topic(), heard.at(), heard.key(), command);
  }

  /** An event of a pod. */
  public static Heard event(long seconds, String type, String pod, String message) {
    HealthEvent event =
        HealthEvent.newBuilder()
            .setId(type + pod + seconds)
            .setType(type)
            .setPhase(Phase.OCCURRED)
            .setSeverity(Severity.WARNING)
            .setTarget(CHECKOUT)
            .setSubject(
                io.reflexarc.schemas.avro.Subject.newBuilder()
                    .setPod(pod)
                    .setPodUid(null)
                    .setContainer(null)
                    .setNode(null)
                    .build())
            .setVersion("v4")
            .setSource("detector")
            .setOccurredAt(at(seconds))
            .setObservedAt(at(seconds))
            .setMessage(message)
            .build();
    return new Heard(Topic.HEALTH_EVENTS, at(seconds), CHECKOUT, event);
  }

  /** What one pod of a version has counted so far. */
  public static Heard samples(
      long seconds, String version, double requests, double errors, double memory) {
    MetricSamples samples =
        MetricSamples.newBuilder()
            .setTarget(CHECKOUT)
            .setPod("checkout-" + version)
            .setPodUid("uid-" + version)
            .setVersion(version)
            .setSource("scrape")
            .setSampledAt(at(seconds))
            .setStartedAt(START)
            .setSamples(
                List.of(
                    counter("200", requests - errors),
                    counter("500", errors),
                    Sample.newBuilder()
                        .setName("process_resident_memory_bytes")
                        .setLabels(Map.of())
                        .setKind(MetricKind.GAUGE)
                        .setValue(memory)
                        .build()))
            .build();
    return new Heard(Topic.METRIC_SAMPLES, at(seconds), CHECKOUT, samples);
  }

  private static Sample counter(String status, double value) {
    return Sample.newBuilder()
        .setName("http_requests_total")
        .setLabels(Map.of("status", status))
        .setKind(MetricKind.COUNTER)
        .setValue(value)
        .build();
  }
}
