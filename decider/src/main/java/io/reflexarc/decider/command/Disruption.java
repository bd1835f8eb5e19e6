package io.reflexarc.decider.command;

import io.reflexarc.schemas.avro.DisruptionBudget;
import io.reflexarc.schemas.policy.Gate;
import java.util.Optional;

/** Whether the disruption budget of a target lets a pod go. */
final class Disruption {

  private Disruption() {}

  /** What there is to wait for; empty when a pod may go, or nothing protects it. */
  static Optional<Plan.Wait> blocked(Basis basis) {
    DisruptionBudget budget = basis.state().getDisruptionBudget();
    return budget == null || budget.getDisruptionsAllowed() > 0
        ? Optional.empty()
        : Optional.of(
            new Plan.Wait(
                Gate.DISRUPTION_BUDGET,
                "budget " + budget.getName() + " lets no pod go right now"));
  }
}
