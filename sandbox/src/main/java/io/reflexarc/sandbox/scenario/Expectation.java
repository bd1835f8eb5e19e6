package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.scenario.course.Budget;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What must come of a story.
 *
 * @param outcome how it ends
 * @param stages audit stages that must appear in this order, others may lie between
 * @param actions every action that is carried out, and no other
 * @param state what the cluster's objects must hold at the end
 * @param within longest event time a moment may take
 * @param budget how much of the error budget it may burn
 */
public record Expectation(
    Outcome outcome,
    List<Stage> stages,
    List<Action> actions,
    List<State> state,
    Map<Moment, Duration> within,
    Budget budget) {

  /** Copies. */
  public Expectation {
    stages = List.copyOf(stages);
    actions = List.copyOf(actions);
    state = List.copyOf(state);
    within = Map.copyOf(within);
  }

  /**
   * An action that must be carried out exactly once.
   *
   * @param action its name
   * @param target {@code namespace/Kind/name}
   */
  public record Action(String action, String target) {}

  /**
   * A value in an object of the cluster.
   *
   * @param object path in the API: {@code /apis/apps/v1/namespaces/shop/deployments/checkout}
   * @param pointer JSON pointer into it
   * @param equals its value as text; empty when it must be absent
   */
  public record State(String object, String pointer, String equals) {}
}
