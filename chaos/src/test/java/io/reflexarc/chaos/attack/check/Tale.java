package io.reflexarc.chaos.attack.check;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A testimony that is put together piece by piece, so that a test can doctor each. */
final class Tale {

  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  static final String POLICY = "shop/errors";

  private static final String SPEC =
      """
      {"mode": "auto", "target": {"kind": "Deployment", "name": "shop"},
       "symptom": {"events": {"type": "pod.crashed", "per": "version", "window": "5m", "atLeast": 3}},
       "ladder": [{"action": "rollback", "verifyWithin": "10m"}, {"action": "page"}],
       "restraint": {"limit": [{"count": 1, "per": "10m", "scope": "target"},
                               {"count": 2, "per": "10m", "scope": "cluster"}]}}
      """;

  final List<Told<RemediationCommand>> commands = new ArrayList<>();
  final List<Told<RemediationAudit>> audits = new ArrayList<>();
  final List<Told<Incident>> incidents = new ArrayList<>();
  final List<PolicyRecord> policies = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final List<Sickness> sicknesses = new ArrayList<>();
  final List<Pause> pauses = new ArrayList<>();
  final List<Poison> poisons = new ArrayList<>();
  final Map<String, Integer> replays = new HashMap<>();
  long forgottenWrites;
  private long offset;

  Tale() {
    policies.add(
        PolicyRecord.newBuilder()
            .setNamespace("shop")
            .setName("errors")
            .setApiVersion("reflexarc.io/v1alpha1")
            .setGeneration(1)
            .setSpec(SPEC)
            .setSource("crd")
            .setUpdatedAt(START)
            .build());
  }

  /** One workload fell ill and was healed as it should be; and there was poison. */
  static Tale innocent() {
    Tale tale = new Tale().sick("cart", 0);
    tale.heals("cart", "c1", 90);
    tale.poisons.add(new Poison("health-events", "poison-1"));
    tale.deadLetters.add(new DeadLetter("health-events", "decider", "no record", "poison-1"));
    return tale;
  }

  Tale sick(String name, long second) {
    sicknesses.add(new Sickness(target(name), "v2", "v1", at(second), Optional.empty(), true));
    return this;
  }

  Tale repaired(String name, long second) {
    sicknesses.add(
        new Sickness(target(name), "v2", "v1", at(second), Optional.of(at(second + 600)), true));
    return says(name, "c7", Stage.DETECTED, second + 60);
  }

  Tale heldByActuator(String name, String id, long second) {
    says(name, id, Stage.EXPIRED, second);
    Told<RemediationAudit> last = audits.remove(audits.size() - 1);
    RemediationAudit held =
        RemediationAudit.newBuilder(last.value()).setStage(Stage.HELD).setGate("paused").build();
    audits.add(new Told<>(last.partition(), last.offset(), held));
    return this;
  }

  /** A whole chain: detected, issued at that second, applied, healed, closed. */
  Tale heals(String name, String id, long second) {
    says(name, id, Stage.DETECTED, second - 60);
    says(name, id, Stage.DECIDED, second - 1);
    says(name, id, Stage.ISSUED, second);
    commands.add(new Told<>(0, offset++, command(name, id, second)));
    effects.add(effect(name, id, second + 2));
    says(name, id, Stage.APPLIED, second + 2);
    says(name, id, Stage.VERIFYING, second + 3);
    stands(name, id, IncidentStatus.VERIFYING, second + 3);
    says(name, id, Stage.HEALED, second + 90);
    says(name, id, Stage.CLOSED, second + 200);
    stands(name, id, IncidentStatus.CLOSED, second + 200);
    return this;
  }

  Tale says(String name, String id, Stage stage, long second) {
    boolean outcome =
        stage == Stage.APPLIED || stage == Stage.ALREADY_APPLIED || stage == Stage.EXPIRED;
    boolean command = outcome || stage == Stage.ISSUED;
    audits.add(
        new Told<>(
            0,
            offset++,
            RemediationAudit.newBuilder()
                .setId(id + "-" + stage)
                .setAt(at(second))
                .setStage(stage)
                .setIncidentId(stage == Stage.DETECTED ? null : "incident-of-" + id)
                .setCommandId(command ? id : null)
                .setTarget(target(name))
                .setPolicy(POLICY)
                .setActor(outcome ? "actuator" : "decider")
                .setReason("because of " + stage)
                .setEvidence(List.of(evidence()))
                .setBefore(stage == Stage.APPLIED ? Map.of("version", "v2") : Map.of())
                .build()));
    return this;
  }

  Tale stands(String name, String id, IncidentStatus status, long second) {
    incidents.add(
        new Told<>(
            0,
            offset++,
            Incident.newBuilder()
                .setId("incident-of-" + id)
                .setTarget(target(name))
                .setStatus(status)
                .setPolicy(POLICY)
                .setOnsetAt(START)
                .setOpenedAt(START)
                .setUpdatedAt(at(second))
                .setRung(0)
                .setReason("because")
                .build()));
    return this;
  }

  /** The audit record of that stage is taken out of the log. */
  Tale without(Stage stage) {
    audits.removeIf(told -> told.value().getStage() == stage);
    return this;
  }

  /** The first command is another. */
  Tale withCommand(RemediationCommand.Builder doctored) {
    commands.set(0, new Told<>(0, commands.get(0).offset(), doctored.build()));
    return this;
  }

  /** The first command, to be doctored. */
  RemediationCommand.Builder command() {
    return RemediationCommand.newBuilder(commands.get(0).value());
  }

  List<Violation> verdict() {
    return Checker.check(
        new Testimony(
            commands,
            audits,
            incidents,
            policies,
            deadLetters,
            effects,
            forgottenWrites,
            sicknesses,
            pauses,
            poisons,
            replays,
            Duration.ofSeconds(30)));
  }

  static Effect effect(String name, String id, long second) {
    return new Effect(
        at(second), "reflexarc-actuator", "shop/deployments.apps/" + name, false, Optional.of(id));
  }

  static String target(String name) {
    return "sandbox/shop/Deployment/" + name;
  }

  static Instant at(long second) {
    return START.plusSeconds(second);
  }

  private static RemediationCommand command(String name, String id, long second) {
    return RemediationCommand.newBuilder()
        .setId(id)
        .setIncidentId("incident-of-" + id)
        .setRung(0)
        .setTarget(target(name))
        .setAction("rollback")
        .setParameters(Map.of("fromVersion", "v2", "toVersion", "v1"))
        .setReason("because")
        .setEvidence(List.of(evidence()))
        .setMode(Mode.AUTO)
        .setPolicy(POLICY)
        .setPolicyGeneration(1)
        .setIssuedAt(at(second))
        .setExpiresAt(at(second + 300))
        .build();
  }

  private static Evidence evidence() {
    return Evidence.newBuilder()
        .setIndicator("events")
        .setVersion("v2")
        .setWindowMillis(300_000)
        .setValue(3.0)
        .setThreshold(3.0)
        .setBaseline(null)
        .setBaselineVersion(null)
        .setSamples(3)
        .build();
  }
}
