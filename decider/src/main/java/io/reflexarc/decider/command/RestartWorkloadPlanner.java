package io.reflexarc.decider.command;

import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replaces all pods, a few at a time: never the only one, never two rollouts at once. */
record RestartWorkloadPlanner(Basis basis) implements Planner {

  private static final String ALL_AT_ONCE = "Recreate";
  private static final String BY_HAND = "OnDelete";

  @Override
  public Plan plan() {
    return impossible().<Plan>map(it -> it).or(this::waiting).orElseGet(this::restart);
  }

  private Optional<Plan.Impossible> impossible() {
    WorkloadState state = basis.state();
    if (state.getDesiredReplicas() <= 1 || state.getStrategy().equals(ALL_AT_ONCE)) {
      return Optional.of(
          new Plan.Impossible(
              Gate.DISRUPTION_BUDGET,
              state.getDesiredReplicas() <= 1
                  ? "it has no second replica that would serve meanwhile"
                  : "its strategy is to stop all pods before it starts new ones"));
    }
    if (state.getPaused() || state.getStrategy().equals(BY_HAND)) {
      return Optional.of(
          new Plan.Impossible(
              Gate.ROLLOUT_PAUSED,
              "its rollouts do not go on by themselves, so nothing would happen"));
    }
    return Optional.empty();
  }

  private Optional<Plan> waiting() {
    return basis.state().getRollingOut()
        ? Optional.of(
            new Plan.Wait(Gate.ROLLOUT_IN_PROGRESS, "its rollout replaces its pods already"))
        : Disruption.blocked(basis).map(it -> it);
  }

  private Plan restart() {
    WorkloadState state = basis.state();
    return Plan.Feasible.of(
        Map.of(
            "object",
            state.getTarget(),
            "restartedAt",
            Instant.ofEpochMilli(basis.now()).toString()),
        List.of(basis.sameRelease()),
        "restart all " + state.getDesiredReplicas() + " pods, a few at a time");
  }
}
