package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a story's topics said, as far as the judge and the report need it. One thread. */
public final class StoryLog {

  /** A story that says more than this has run wild; what is beyond is counted, not kept. */
  private static final int MOST = 100_000;

  /** What a story is told from. */
  public static final Set<Topic> TOPICS =
      Set.of(
          Topic.HEALTH_EVENTS,
          Topic.METRIC_SAMPLES,
          Topic.WORKLOAD_STATE,
          Topic.REMEDIATION_POLICIES,
          Topic.REMEDIATION_COMMANDS,
          Topic.REMEDIATION_AUDIT,
          Topic.INCIDENTS);

  /** What a story is judged by: of these it keeps the records. */
  public static final Set<Topic> JUDGED =
      Set.of(Topic.REMEDIATION_COMMANDS, Topic.REMEDIATION_AUDIT, Topic.INCIDENTS);

  private final List<RemediationAudit> audits = new ArrayList<>();
  private final List<RemediationCommand> commands = new ArrayList<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private long dropped;

  /** Takes a record; those of other topics are passed over. */
  public void hear(Heard heard) {
    if (heard.value() instanceof RemediationAudit audit) {
      keep(audits, audit);
    } else if (heard.value() instanceof RemediationCommand command) {
      keep(commands, command);
    } else if (heard.value() instanceof Incident incident && incidents.size() < MOST) {
      incidents.put(incident.getId(), incident);
    }
  }

  /** Audit records in the order of their partitions. */
  public List<RemediationAudit> audits() {
    return List.copyOf(audits);
  }

  /** Commands that were issued. */
  public List<RemediationCommand> commands() {
    return List.copyOf(commands);
  }

  /** Records that did not fit. */
  public long dropped() {
    return dropped;
  }

  /** When the first record of that stage was written. */
  public Optional<Instant> firstAt(Stage stage) {
    return audits.stream()
        .filter(audit -> audit.getStage() == stage)
        .map(RemediationAudit::getAt)
        .min(Instant::compareTo);
  }

  /** When that was detected which was acted on; else the first detection. */
  public Optional<Instant> detectedAt() {
    return audits.stream()
        .filter(audit -> audit.getStage() == Stage.ISSUED)
        .findFirst()
        .flatMap(
            issued ->
                audits.stream()
                    .filter(audit -> audit.getStage() == Stage.DETECTED)
                    .filter(audit -> Objects.equals(audit.getIncidentId(), issued.getIncidentId()))
                    .map(RemediationAudit::getAt)
                    .min(Instant::compareTo))
        .or(() -> firstAt(Stage.DETECTED));
  }

  /**
   * The gates that held something back, by name. That an answer was waited for says how slow this
   * machine is, nothing about the story.
   */
  public SortedSet<String> gates() {
    return audits.stream()
        .filter(audit -> audit.getStage() == Stage.HELD)
        .filter(audit -> !isOfThisMachine(audit))
        .map(RemediationAudit::getGate)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The id that the command will have which was proposed last; empty when none was. */
  public Optional<String> proposed() {
    return audits.stream()
        .filter(audit -> audit.getStage() == Stage.AWAITING_APPROVAL)
        .map(RemediationAudit::getCommandId)
        .filter(Objects::nonNull)
        .reduce((first, last) -> last);
  }

  /** Whether a record of that stage was written, which tells something of the story. */
  public boolean has(Stage stage) {
    return audits.stream()
        .filter(audit -> !isOfThisMachine(audit))
        .anyMatch(audit -> audit.getStage() == stage);
  }

  private static boolean isOfThisMachine(RemediationAudit audit) {
    return Gate.AWAITING_PERMIT.word().equals(audit.getGate());
  }

  /** Whether something was done, and each incident in which it was is proven healed. */
  public boolean allHealed() {
    Set<String> healed = incidentsAt(Stage.HEALED);
    Set<String> treated = incidentsAt(Stage.APPLIED);
    return !healed.isEmpty() && healed.containsAll(treated);
  }

  private Set<String> incidentsAt(Stage stage) {
    return audits.stream()
        .filter(audit -> audit.getStage() == stage)
        .map(RemediationAudit::getIncidentId)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Whether incidents were opened and each of them is closed. */
  public boolean allClosed() {
    return !incidents.isEmpty()
        && incidents.values().stream()
            .allMatch(incident -> incident.getStatus() == IncidentStatus.CLOSED);
  }

  private <T> void keep(List<T> list, T value) {
    if (list.size() < MOST) {
      list.add(value);
    } else {
      dropped++;
    }
  }
}
