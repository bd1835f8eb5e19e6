package io.reflexarc.decider.command;

import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;

/** Stops a rollout that is under way where it is. */
record PauseRolloutPlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    if (basis.state().getPaused()) {
      return new Plan.Impossible(Gate.ROLLOUT_PAUSED, "its rollouts are paused already");
    }
    if (!basis.state().getRollingOut()) {
      return new Plan.Impossible(Gate.NOTHING_TO_DO, "no rollout is under way");
    }
    return Plan.Feasible.of(
        Map.of("object", basis.state().getTarget(), "paused", "true"),
        List.of(basis.sameRelease()),
        "pause its rollout");
  }
}
