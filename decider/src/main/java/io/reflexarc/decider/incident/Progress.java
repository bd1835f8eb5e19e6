package io.reflexarc.decider.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An incident after a step.
 *
 * @param incident the incident; empty when there is none any more
 * @param said what the audit is told
 * @param ended the incident that ended in this step
 * @param fresh whether only evidence from now on counts
 */
public record Progress(
    Optional<Incident> incident, List<Statement> said, Optional<Ended> ended, boolean fresh) {

  public Progress {
    said = List.copyOf(said);
  }

  /**
   * How an incident ended.
   *
   * @param facts what it was
   * @param says why it ended
   */
  public record Ended(Case facts, String says) {}

  /** Nothing happened. */
  public static Progress none(Optional<Incident> incident) {
    return new Progress(incident, List.of(), Optional.empty(), false);
  }

  /** It went on. */
  public static Progress to(Incident incident, Statement... said) {
    return new Progress(Optional.of(incident), List.of(said), Optional.empty(), false);
  }

  /** It ended. */
  static Progress ended(Incident incident, String says, Statement said) {
    return new Progress(
        Optional.empty(), List.of(said), Optional.of(new Ended(incident.facts(), says)), false);
  }

  /** From now on only newer evidence counts. */
  Progress withFreshEvidence() {
    return new Progress(incident, said, ended, true);
  }

  /** This step after another. */
  public Progress after(Progress earlier) {
    List<Statement> all = new ArrayList<>(earlier.said());
    all.addAll(said);
    return new Progress(incident, all, ended.or(earlier::ended), fresh || earlier.fresh());
  }
}
