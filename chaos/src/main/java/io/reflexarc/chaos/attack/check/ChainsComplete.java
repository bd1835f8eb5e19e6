package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * I7: everything that was noticed ends in an audit record. Each sickness was detected; each command
 * was told as issued and then answered; each incident was opened first, and is closed at the end.
 */
final class ChainsComplete implements Invariant {

  static final String NAME = "I7";

  private static final Set<Stage> BEFORE_OPENING =
      EnumSet.of(Stage.DETECTED, Stage.DECIDED, Stage.HELD);

  private static final Set<Stage> EXPLAINS = EnumSet.of(Stage.HELD, Stage.ESCALATED, Stage.ISSUED);

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    found.addAll(unnoticed(testimony));
    found.addAll(unexplained(testimony));
    found.addAll(unanswered(testimony));
    byIncident(testimony).forEach((id, chain) -> chain(id, chain, testimony, found));
    testimony.statements().stream()
        .filter(audit -> audit.getReason().isBlank())
        .forEach(audit -> found.add(violation(audit.getTarget(), "a record has no reason", audit)));
    testimony.statements().stream()
        .filter(audit -> audit.getStage() == Stage.HELD && audit.getGate() == null)
        .forEach(audit -> found.add(violation(audit.getTarget(), "held by no gate", audit)));
    return found;
  }

  private static List<Violation> unnoticed(Testimony testimony) {
    return testimony.sicknesses().stream()
        .filter(testimony::mustBeTold)
        .filter(
            sickness ->
                testimony.statements().stream()
                    .filter(audit -> audit.getStage() == Stage.DETECTED)
                    .filter(audit -> audit.getTarget().equals(sickness.target()))
                    .noneMatch(audit -> isAbout(audit, sickness)))
        .map(
            sickness ->
                new Violation(
                    NAME,
                    sickness.target(),
                    sickness.version() + " was sick from " + sickness.beganAt() + ", unnoticed"))
        .toList();
  }

  /** Who had to be repaired by a human had a reason not to be healed. */
  private static List<Violation> unexplained(Testimony testimony) {
    return testimony.sicknesses().stream()
        .filter(sickness -> sickness.repairedAt().isPresent())
        .filter(testimony::mustBeTold)
        .filter(
            sickness ->
                testimony.statements().stream()
                    .filter(audit -> audit.getTarget().equals(sickness.target()))
                    .filter(audit -> !audit.getAt().isBefore(sickness.beganAt()))
                    .noneMatch(audit -> EXPLAINS.contains(audit.getStage())))
        .map(
            sickness ->
                new Violation(
                    NAME,
                    sickness.target(),
                    sickness.version()
                        + " was neither healed, held nor escalated until a human came at "
                        + sickness.repairedAt().orElseThrow()))
        .toList();
  }

  private static boolean isAbout(RemediationAudit audit, Sickness sickness) {
    return !audit.getAt().isBefore(sickness.beganAt())
        && audit.getEvidence().stream()
            .anyMatch(number -> sickness.version().equals(number.getVersion()));
  }

  private static List<Violation> unanswered(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    for (RemediationCommand command : testimony.orders()) {
      String about = "command " + command.getId() + " of " + command.getTarget();
      List<RemediationAudit> all =
          testimony.statements().stream()
              .filter(audit -> command.getId().equals(audit.getCommandId()))
              .toList();
      if (all.stream().noneMatch(audit -> audit.getStage() == Stage.ISSUED)) {
        found.add(new Violation(NAME, about, "no audit record says that it was issued"));
      }
      if (all.stream().noneMatch(Words::outcome)) {
        found.add(new Violation(NAME, about, "nobody says what became of it"));
      }
    }
    return found;
  }

  private static Map<String, List<RemediationAudit>> byIncident(Testimony testimony) {
    Map<String, List<RemediationAudit>> chains = new LinkedHashMap<>();
    for (RemediationAudit audit : testimony.statements()) {
      if (audit.getIncidentId() != null) {
        chains.computeIfAbsent(audit.getIncidentId(), id -> new ArrayList<>()).add(audit);
      }
    }
    return chains;
  }

  private static void chain(
      String id, List<RemediationAudit> chain, Testimony testimony, List<Violation> found) {
    RemediationAudit first = chain.get(0);
    RemediationAudit last = chain.get(chain.size() - 1);
    if (!BEFORE_OPENING.contains(first.getStage())) {
      found.add(violation("incident " + id, "begins with", first));
    }
    if (last.getStage() != Stage.CLOSED && !Words.outcome(last) && !joins(last, testimony)) {
      found.add(violation("incident " + id, "ends with", last));
    }
    boolean applied = chain.stream().anyMatch(audit -> audit.getStage() == Stage.APPLIED);
    boolean verified = chain.stream().anyMatch(audit -> audit.getStage() == Stage.VERIFYING);
    if (applied && !verified) {
      found.add(violation("incident " + id, "was acted on, never verified, and ends with", last));
    }
  }

  /** What was detected beside another policy's incident is told as a part of that. */
  private static boolean joins(RemediationAudit last, Testimony testimony) {
    return last.getStage() == Stage.DETECTED
        && testimony.statements().stream()
            .filter(audit -> audit.getTarget().equals(last.getTarget()))
            .filter(audit -> !audit.getAt().isBefore(last.getAt()))
            .filter(audit -> audit.getStage() != Stage.DETECTED)
            .findFirst()
            .filter(audit -> !Objects.equals(audit.getPolicy(), last.getPolicy()))
            .isPresent();
  }

  private static Violation violation(String about, String says, RemediationAudit audit) {
    return new Violation(
        NAME,
        about,
        "%s: %s at %s, %s".formatted(says, audit.getStage(), audit.getAt(), audit.getReason()));
  }
}
