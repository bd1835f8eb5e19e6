package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of the command of a rung, read off what became of its incident in one step. */
final class Ending {

  private Ending() {}

  /** What the arbiter is to be told; empty when nothing came of it yet. */
  static Optional<Request> of(
      TargetKey target, Optional<Incident> before, Optional<Incident> after, long now) {
    return before
        .filter(each -> each instanceof Remediating || each instanceof Verifying)
        .flatMap(
            each ->
                outcome(each, after.orElse(null))
                    .map(
                        outcome ->
                            new Request.Ended(
                                target.toString(),
                                now,
                                each.facts().commandId().orElseThrow(),
                                outcome)));
  }

  private static Optional<Outcome> outcome(Incident before, @Nullable Incident after) {
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
