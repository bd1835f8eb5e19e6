package io.reflexarc.sandbox.decider;

import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;

/**
 * A workload that falls ill at a step, and what becomes of commands on it: all of it follows from
 * its number.
 *
 * @param ails what of: the label by which a policy finds it
 * @param number of its kind
 * @param sickFrom the first step at which it is ill
 * @param cures so many applied commands make it well; more than there are rungs is never
 */
record Patient(String ails, int number, int sickFrom, int cures) {

  static final String CLUSTER = "prod";

  /** The workload that never falls ill. */
  static Patient healthy(int number) {
    return new Patient("errors", number, Integer.MAX_VALUE, 0);
  }

  String name() {
    return ails + "-" + number + (sickFrom == Integer.MAX_VALUE ? "-well" : "");
  }

  String target() {
    return CLUSTER + "/shop/Deployment/" + name();
  }

  /**
   * @param applied commands that were applied before this step
   */
  boolean isSick(int step, int applied) {
    return step >= sickFrom && applied < cures;
  }

  /** What the actuator reports: every fifth workload's first rung cannot be done. */
  Stage outcome(RemediationCommand command) {
    return command.getRung() == 0 && number % 5 == 4 ? Stage.FAILED : Stage.APPLIED;
  }
}
