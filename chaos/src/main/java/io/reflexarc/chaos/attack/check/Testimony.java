package io.reflexarc.chaos.attack.check;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known when an attack is over: what the stages wrote, what the cluster's API stored at
 * their request, and what was done to them. Copies of records that the attack itself sent are not
 * among the stages' own.
 *
 * @param commands that the decider issued, as the log has them
 * @param audits of decider and actuator, as the log has them
 * @param incidents every state that they were in, as the log has them
 * @param policies every generation that was published
 * @param deadLetters what was set aside
 * @param effects every write of an actuator that changed an object
 * @param forgottenWrites writes that the API's record could not keep
 * @param sicknesses workloads that were made sick
 * @param pauses that were ordered
 * @param poisons that were put into topics
 * @param replays id of a command to how often it was sent once more
 * @param lag how long after an actuator has looked at its clock a request of it may arrive, event
 *     time: what the attack held back, and how far it moved that clock
 */
public record Testimony(
    List<Told<RemediationCommand>> commands,
    List<Told<RemediationAudit>> audits,
    List<Told<Incident>> incidents,
    List<PolicyRecord> policies,
    List<DeadLetter> deadLetters,
    List<Effect> effects,
    long forgottenWrites,
    List<Sickness> sicknesses,
    List<Pause> pauses,
    List<Poison> poisons,
    Map<String, Integer> replays,
    Duration lag) {

  /**
   * In what time a sickness shows itself, with what a decider may be behind: a pause in it makes
   * what was seen count no more, and what crashes shows itself less and less often.
   */
  private static final Duration SHOWS = Duration.ofSeconds(390);

  /** Copies, and puts what is from a log in its order. */
  public Testimony {
    commands = commands.stream().sorted(Told.BY_PLACE).toList();
    audits = audits.stream().sorted(Told.BY_PLACE).toList();
    incidents = incidents.stream().sorted(Told.BY_PLACE).toList();
    policies = List.copyOf(policies);
    deadLetters = List.copyOf(deadLetters);
    effects = List.copyOf(effects);
    sicknesses = List.copyOf(sicknesses);
    pauses = List.copyOf(pauses);
    poisons = List.copyOf(poisons);
    replays = Map.copyOf(replays);
  }

  /** The command of that id. */
  Optional<RemediationCommand> command(String id) {
    return commands.stream().map(Told::value).filter(each -> each.getId().equals(id)).findFirst();
  }

  /** The commands, without their places. */
  List<RemediationCommand> orders() {
    return commands.stream().map(Told::value).toList();
  }

  /** The audit records, without their places, in the order of their partitions. */
  List<RemediationAudit> statements() {
    return audits.stream().map(Told::value).toList();
  }

  /** Whether somebody must have noticed that sickness. */
  public boolean mustBeTold(Sickness sickness) {
    Instant shown = sickness.beganAt().plus(SHOWS);
    return sickness.mustBeTold()
        && pauses.stream()
            .filter(pause -> pause.covers(sickness.target()))
            .noneMatch(
                pause ->
                    pause.since().isBefore(shown) && pause.until().isAfter(sickness.beganAt()));
  }

  /** The sickness of a target that a command was issued in. */
  Optional<Sickness> sicknessBefore(RemediationCommand command) {
    return sicknesses.stream()
        .filter(each -> each.target().equals(command.getTarget()))
        .filter(each -> !each.beganAt().isAfter(command.getIssuedAt()))
        .reduce((earlier, later) -> later);
  }
}
