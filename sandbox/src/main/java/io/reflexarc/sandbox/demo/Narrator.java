package io.reflexarc.sandbox.demo;

import io.reflexarc.sandbox.demo.Happening.Weight;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns records into sentences. Remembers of each workload only what it said last. */
final class Narrator {

  private static final String TICK = "tick";
  private static final String NODE = "Node";
  private static final int MOST_WORKLOADS = 1_000;

  private final Map<String, String> lastVersions = new HashMap<>();

  /** The sentence for a record; empty when a reader would not miss it. */
  Optional<Happening> tell(Heard heard) {
    if (heard.value() instanceof RemediationAudit audit) {
      return Optional.of(ofAudit(audit));
    }
    if (heard.value() instanceof HealthEvent event) {
      return TICK.equals(event.getType()) ? Optional.empty() : Optional.of(ofEvent(event));
    }
    if (heard.value() instanceof WorkloadState state) {
      return ofState(heard, state);
    }
    if (heard.value() instanceof PolicyRecord policy) {
      return Optional.of(
          new Happening(
              heard.at(),
              Lane.SENSED,
              "policy",
              heard.key(),
              "policy " + policy.getName() + " read, generation " + policy.getGeneration(),
              Weight.QUIET));
    }
    return Optional.empty();
  }

  private static Happening ofAudit(RemediationAudit audit) {
    Lane lane = "actuator".equals(audit.getActor()) ? Lane.DONE : Lane.DECIDED;
    String numbers =
        lane == Lane.DONE
            ? changes(audit)
            : audit.getEvidence().stream()
                .limit(1)
                .filter(evidence -> audit.getReason().chars().noneMatch(Character::isDigit))
                .map(Words::evidence)
                .collect(Collectors.joining());
    String gate = audit.getGate() == null ? "" : " [" + audit.getGate() + "]";
    String what = audit.getReason() + gate + (numbers.isEmpty() ? "" : " (" + numbers + ")");
    return new Happening(
        audit.getAt(), lane, audit.getStage().name(), audit.getTarget(), what, weight(audit));
  }

  private static String changes(RemediationAudit audit) {
    return audit.getAfter().entrySet().stream()
        .filter(after -> !after.getValue().equals(audit.getBefore().get(after.getKey())))
        .sorted(Map.Entry.comparingByKey())
        .limit(4)
        .map(
            after ->
                after.getKey()
                    + " "
                    + audit.getBefore().getOrDefault(after.getKey(), "-")
                    + " → "
                    + after.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Weight weight(RemediationAudit audit) {
    return switch (audit.getStage()) {
      case APPLIED, HEALED, CLOSED, ALREADY_APPLIED, APPROVED -> Weight.GOOD;
      case DETECTED, ESCALATED, NOT_HEALED, FAILED, EXPIRED, REJECTED -> Weight.BAD;
      default -> Weight.PLAIN;
    };
  }

  private static Happening ofEvent(HealthEvent event) {
    Subject subject = event.getSubject();
    String who =
        subject != null && subject.getPod() != null
            ? subject.getPod()
            : Words.shortName(event.getTarget());
    String version = event.getVersion() == null ? "" : " (" + event.getVersion() + ")";
    String said = event.getMessage() != null ? event.getMessage() : event.getReason();
    String phase = event.getPhase() == Phase.ENDED ? " is over" : "";
    return new Happening(
        event.getOccurredAt(),
        Lane.SENSED,
        event.getType(),
        event.getTarget(),
        event.getType() + phase + " " + who + version + (said == null ? "" : ": " + said),
        event.getPhase() == Phase.ENDED ? Weight.PLAIN : weight(event.getSeverity()));
  }

  private static Weight weight(Severity severity) {
    return switch (severity) {
      case CRITICAL, WARNING -> Weight.BAD;
      case INFO -> Weight.PLAIN;
      case UNKNOWN -> Weight.QUIET;
    };
  }

  /** What runs where; of nodes their facts tell. */
  private Optional<Happening> ofState(Heard heard, WorkloadState state) {
    if (TargetKey.parse(state.getTarget()).kind().equals(NODE)) {
      return Optional.empty();
    }
    String versions =
        state.getVersions().stream()
            .filter(version -> version.getReplicas() > 0 || version.getDesired() > 0)
            .map(Narrator::pods)
            .collect(Collectors.joining(", "));
    String said = versions.isEmpty() ? "no pods" : versions;
    if (lastVersions.size() >= MOST_WORKLOADS
        || said.equals(lastVersions.put(state.getTarget(), said))) {
      return Optional.empty();
    }
    return Optional.of(
        new Happening(
            heard.at(),
            Lane.SENSED,
            "workload-state",
            state.getTarget(),
            Words.shortName(state.getTarget()) + " runs " + said,
            Weight.QUIET));
  }

  private static String pods(VersionState version) {
    return "%s %d/%d ready"
        .formatted(version.getVersion(), version.getReady(), version.getDesired());
  }
}
