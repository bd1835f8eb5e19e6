package io.reflexarc.decider.command;

import io.reflexarc.schemas.policy.Action;

/** Plans one action: what exactly would be done, or why it is not. One class for each action. */
public interface Planner {

  /** The plan. */
  Plan plan();

  /**
   * The planner of the rung's action.
   *
   * @throws IllegalArgumentException when the rung only tells a human: that is not planned
   */
  static Planner of(Basis basis) {
    Action action = basis.rung().action();
    return switch (action) {
      case ROLLBACK -> new RollbackPlanner(basis);
      case PAGE -> throw new IllegalArgumentException(action.word() + " is no command");
    };
  }
}
