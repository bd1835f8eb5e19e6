package io.reflexarc.decider.spine;

import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Outcome;
import java.util.Optional;

/** What is remembered after a step, besides what the step itself changed. */
final class Aftermath {

  private Aftermath() {}

  static TargetState of(TargetState before, TargetState state, Progress progress, long now) {
    TargetState next = recovered(state.withIncident(progress.incident()), progress, now);
    return permitted(settled(before, next, progress));
  }

  /** Only an incident that waits for its next rung has use for a permit. */
  static TargetState permitted(TargetState state) {
    return state.incident().filter(Open.class::isInstance).isPresent()
        ? state
        : state.withPermit(Optional.empty());
  }

  /**
   * What had begun before an incident ended, or healed, is over: what began while it was verified
   * is no relapse.
   */
  private static TargetState settled(TargetState before, TargetState state, Progress progress) {
    boolean watched = before.incident().filter(it -> it instanceof Incident.Watching).isPresent();
    Optional<Case> healed =
        progress
            .incident()
            .filter(it -> it instanceof Incident.Watching && !watched)
            .map(Incident::facts);
    return progress
        .ended()
        .map(Progress.Ended::facts)
        .or(() -> healed)
        .map(facts -> state.without(facts.policies()))
        .orElse(state);
  }

  /** An incident that ends healed by an action is remembered: the symptom may come back. */
  private static TargetState recovered(TargetState state, Progress progress, long now) {
    return progress.said().stream()
        .filter(each -> each.stage() == Stage.CLOSED)
        .filter(each -> each.outcome().filter(Outcome.HEALED::equals).isPresent())
        .findFirst()
        .map(each -> state.withMemory(state.memory().recovered(each.policy(), now)))
        .orElse(state);
  }
}
