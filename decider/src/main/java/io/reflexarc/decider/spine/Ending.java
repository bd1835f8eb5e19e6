package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of the command of a rung, read off what became of its incident in one step. */
final class Ending {

  private Ending() {}

  /**
   * What the arbiter is to be told; empty when nothing came of it yet.
   *
   * @param reported what the actuator reported in this step, if it did
   */
  static Optional<Request> of(
      TargetKey target,
      Optional<Incident> before,
      Optional<Incident> after,
      Optional<Stage> reported,
      long now) {
    return before
        .filter(each -> each instanceof Remediating || each instanceof Verifying)
        .flatMap(
            each ->
                outcome(each, after.orElse(null), reported)
                    .map(
                        outcome ->
                            new Request.Ended(
                                target.toString(),
                                now,
                                each.facts().commandId().orElseThrow(),
                                outcome)));
  }

  /** What a gate of the actuator held was never done, so it neither failed nor helped. */
  private static Optional<Outcome> outcome(
      Incident before, @Nullable Incident after, Optional<Stage> reported) {
    if (reported.filter(Stage.HELD::equals).isPresent()) {
      return Optional.of(Outcome.HELD);
    }
    if (after == null) {
      return Optional.of(Outcome.SUPERSEDED);
    }
    if (after instanceof Remediating || after instanceof Verifying) {
      return Optional.empty();
    }
    if (after instanceof Watching || after instanceof Restoring) {
      return Optional.of(Outcome.HEALED);
    }
    if (before instanceof Verifying) {
      return Optional.of(after instanceof Escalated ? Outcome.ESCALATED : Outcome.NOT_HEALED);
    }
    return Optional.of(after instanceof Escalated ? Outcome.ESCALATED : Outcome.FAILED);
  }
}
