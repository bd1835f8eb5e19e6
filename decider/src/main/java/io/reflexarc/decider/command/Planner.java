package io.reflexarc.decider.command;

import io.reflexarc.schemas.owner.DeliveryMark;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;

/** Plans one action: what exactly would be done, or why it is not. One class for each action. */
public interface Planner {

  /** The plan. */
  Plan plan();

  /**
   * The planner of the rung's action.
   *
   * @throws IllegalArgumentException when the action is not planned on a rung
   */
  static Planner of(Basis basis) {
    Action action = basis.rung().action();
    return action.kinds().contains(basis.target().kind())
        ? of(action, basis)
        : () ->
            new Plan.Impossible(
                Gate.UNSUPPORTED_TARGET,
                action.word() + " cannot be done to a " + basis.target().kind());
  }

  private static Planner of(Action action, Basis basis) {
    return switch (action) {
      case RESTART_POD -> new RestartPodPlanner(basis);
      case RESTART_WORKLOAD -> new RestartWorkloadPlanner(basis);
      case QUARANTINE_POD -> new QuarantinePodPlanner(basis);
      case ROLLBACK, ARGO_ROLLOUTS -> new RollbackPlanner(basis);
      case ARGO_CD -> new ThroughOwnerPlanner(basis, DeliveryMark.ARGO_CD);
      case FLUX -> new ThroughOwnerPlanner(basis, DeliveryMark.FLUX);
      case PAUSE_ROLLOUT -> new PauseRolloutPlanner(basis);
      case SCALE -> new ScalePlanner(basis);
      case FREEZE_AUTOSCALER -> new FreezeAutoscalerPlanner(basis);
      case CORDON_NODE -> new CordonNodePlanner(basis);
      case DRAIN_NODE -> new DrainNodePlanner(basis);
      case SHIFT_TRAFFIC -> new ShiftTrafficPlanner(basis);
      case FAILOVER -> new FailoverPlanner(basis);
      case DEGRADE -> new DegradePlanner(basis);
      case FENCE_LEADER -> new FenceLeaderPlanner(basis);
      case PATCH -> new PatchPlanner(basis);
      case WEBHOOK -> new WebhookPlanner(basis);
      case PAGE,
          RESUME_ROLLOUT,
          RELEASE_AUTOSCALER,
          RESUME_ARGO_CD,
          RESUME_FLUX,
          UNCORDON,
          RESTORE ->
          throw new IllegalArgumentException(action.word() + " is not planned on a rung");
    };
  }
}
