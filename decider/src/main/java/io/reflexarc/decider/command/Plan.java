package io.reflexarc.decider.command;

import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of planning an action. */
public sealed interface Plan {

  /** What it says, a clause. */
  String says();

  /** The clause that ends a sentence about what keeps it from being done. */
  default String would() {
    return this instanceof Feasible ? "would " + says() : says();
  }

  /**
   * It can be done.
   *
   * @param subject the pod or node that it is done to; empty for the target itself
   * @param parameters absolute values
   * @param preconditions what must still be true when it is done, one an object
   * @param says what would be done, a clause
   */
  record Feasible(
      Optional<Subject> subject,
      Map<String, String> parameters,
      List<Precondition> preconditions,
      String says)
      implements Plan {
    public Feasible {
      parameters = Map.copyOf(parameters);
      preconditions = List.copyOf(preconditions);
    }

    /** It can be done to the target itself. */
    static Feasible of(
        Map<String, String> parameters, List<Precondition> preconditions, String says) {
      return new Feasible(Optional.empty(), parameters, preconditions, says);
    }
  }

  /**
   * It cannot be done now, perhaps later.
   *
   * @param gate what stops it
   * @param says why
   */
  record Wait(Gate gate, String says) implements Plan {}

  /**
   * It cannot be done in this incident; the next rung is due.
   *
   * @param gate what stops it
   * @param says why
   */
  record Impossible(Gate gate, String says) implements Plan {}
}
