package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.scenario.course.Budget;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must come of a story.
 *
 * @param outcome how it ends
 * @param stages audit stages that must appear in this order, others may lie between
 * @param never audit stages that must not appear
 * @param gates every gate that holds something back in the story, and no other
 * @param mayHold gates that may hold something back besides, or not
 * @param sentences what the audit must say
 * @param actions every action that is carried out, and no other
 * @param state what the cluster's objects must hold at the end
 * @param within longest event time a moment may take
 * @param budget how much of the error budget it may burn
 */
public record Expectation(
    Outcome outcome,
    List<Stage> stages,
    List<Stage> never,
    Set<String> gates,
    Set<String> mayHold,
    List<Sentence> sentences,
    List<Action> actions,
    List<State> state,
    Map<Moment, Duration> within,
    Budget budget) {

  /** Copies. */
  public Expectation {
    stages = List.copyOf(stages);
    never = List.copyOf(never);
    gates = Set.copyOf(gates);
    mayHold = Set.copyOf(mayHold);
    sentences = List.copyOf(sentences);
    actions = List.copyOf(actions);
    state = List.copyOf(state);
    within = Map.copyOf(within);
  }

  /**
   * Words that a reason in the audit must contain.
   *
   * @param stage of the record
   * @param contains the words
   */
  public record Sentence(Stage stage, String contains) {}

  /**
   * An action that must be carried out exactly once.
   *
   * @param action its name
   * @param target {@code namespace/Kind/name}, or {@code namespace/Kind/*} for one of them
   */
  public record Action(String action, String target) {
    private static final String ANY = "/*";

    /** The target as it is written here: by its name, or as any of its kind. */
    String asWritten(String named) {
      boolean any =
          target.endsWith(ANY)
              && named.startsWith(target.substring(0, target.length() - ANY.length() + 1));
      return any ? target : named;
    }
  }

  /**
   * A value in an object of the cluster.
   *
   * @param object path in the API: {@code /apis/apps/v1/namespaces/shop/deployments/checkout}
   * @param pointer JSON pointer into it
   * @param equals its value as text; empty when it must be absent
   */
  public record State(String object, String pointer, String equals) {}
}
