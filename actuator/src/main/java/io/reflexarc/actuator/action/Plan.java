package io.reflexarc.actuator.action;

import java.util.List;

/** What is to be done, decided before anything is done. */
public sealed interface Plan {

  /**
   * What earlier steps of this very command have changed already, as their marks tell; empty when
   * none.
   */
  Change sofar();

  /** Nothing is to be done, and that is the command's outcome. */
  record Nothing(Outcome outcome, Change sofar) implements Plan {}

  /**
   * These steps, in this order. Only the first is taken before looking again: each is judged by
   * what is true when its turn comes.
   *
   * @param sentence for a human: "would set web from revision 12 to 11"
   * @param steps at least one
   */
  record Write(String sentence, List<Step> steps, Change sofar) implements Plan {

    public Write {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("a plan to write has a step");
      }
    }

    /** The step whose turn it is. */
    public Step first() {
      return steps.get(0);
    }
  }
}
