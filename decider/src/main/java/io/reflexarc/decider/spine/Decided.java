package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Optional;

/**
 * What a decision leads to.
 *
 * @param state what is remembered from now on
 * @param audit what is written down, in order
 * @param command what is to be done
 * @param incidents where incidents stand that changed, in order
 * @param requests what the arbiter is told, in order
 */
public record Decided(
    TargetState state,
    List<RemediationAudit> audit,
    Optional<RemediationCommand> command,
    List<Incident> incidents,
    List<Request> requests) {

  public Decided {
    audit = List.copyOf(audit);
    incidents = List.copyOf(incidents);
    requests = List.copyOf(requests);
  }

  /** Whether somebody waits for it: the actuator, or a target that was told to ask. */
  public boolean isUrgent() {
    return command.isPresent() || requests.stream().anyMatch(Request.Ask.class::isInstance);
  }

  /** Whether nothing happened to a state. */
  boolean isNothing(TargetState before) {
    return audit.isEmpty()
        && command.isEmpty()
        && incidents.isEmpty()
        && requests.isEmpty()
        && state.equals(before);
  }

  /** Nothing happened. */
  static Decided nothing(TargetState state) {
    return new Decided(state, List.of(), Optional.empty(), List.of(), List.of());
  }
}
