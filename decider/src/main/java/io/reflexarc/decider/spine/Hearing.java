package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Lifecycle;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.restraint.Permit;
import io.reflexarc.decider.restraint.Permit.Asked;
import io.reflexarc.schemas.key.TargetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the arbiter's answer leads to. A permit is used at once, when all gates of the target's own
 * let the command pass still, or else returned; so is one that nobody waits for, or that comes in a
 * pause.
 */
final class Hearing {

  private final TargetState before;
  private final Situation situation;
  private final Ruling ruling;
  private final long now;

  private Hearing(TargetState before, Situation situation, Ruling ruling) {
    this.before = before;
    this.situation = situation;
    this.ruling = ruling;
    this.now = situation.now();
  }

  static Decision of(
      TargetKey target,
      Terms terms,
      TargetState before,
      Situation situation,
      Symptoms symptoms,
      Ruling ruling) {
    Hearing hearing = new Hearing(before, situation, ruling);
    Optional<Asked> asked = hearing.asked();
    if (hearing.isPaused()) {
      return hearing.returned(
          before.withPermit(Optional.empty()), Progress.none(before.incident()));
    }
    return asked.isEmpty()
        ? hearing.returned(before, Progress.none(before.incident()))
        : hearing
            .lifted(asked.get())
            .orElseGet(() -> hearing.decided(target, terms, symptoms, asked.get()));
  }

  /**
   * Whether its policy is paused, or was at the last tick: if the pause has been lifted since, the
   * next one forgets what was seen before, and nothing is done until then (invariant I5).
   */
  private boolean isPaused() {
    return before
        .incident()
        .filter(incident -> before.paused().contains(incident.facts().policy()))
        .isPresent();
  }

  private Optional<Asked> asked() {
    return before
        .permit()
        .filter(Asked.class::isInstance)
        .map(Asked.class::cast)
        .filter(asked -> asked.isAnsweredBy(ruling, now));
  }

  /**
   * The cause is no longer elsewhere. What was seen while it was may have come from there, so
   * nothing is done about it (as after a pause): only what is seen from now on counts.
   */
  private Optional<Decision> lifted(Asked asked) {
    boolean elsewhere = ruling.denial().flatMap(Ruling.Denial::cause).isPresent();
    return asked
        .cause()
        .filter(cause -> !elsewhere)
        .filter(cause -> before.incident().filter(Open.class::isInstance).isPresent())
        .map(
            cause ->
                returned(
                    before.withPermit(Optional.empty()),
                    Lifecycle.lifted((Open) before.incident().orElseThrow(), cause)));
  }

  private Decision decided(TargetKey target, Terms terms, Symptoms symptoms, Asked asked) {
    Decision decision =
        Decision.of(
            target,
            terms,
            before.withPermit(Optional.of(asked.answered(ruling, now))),
            situation,
            symptoms,
            Progress.none(before.incident()));
    List<Request> requests = new ArrayList<>(decision.requests());
    if (requests.stream().noneMatch(Request.Used.class::isInstance)) {
      requests.addAll(returned());
    }
    return new Decision(
        decision.state().withPermit(decision.state().permit().filter(Hearing::isKept)),
        decision.progress(),
        decision.command(),
        requests);
  }

  private static boolean isKept(Permit permit) {
    return !(permit instanceof Permit.Granted);
  }

  private Decision returned(TargetState state, Progress progress) {
    return new Decision(state, progress, Optional.empty(), returned());
  }

  private List<Request> returned() {
    return ruling.granted()
        ? List.of(new Request.Returned(ruling.target(), now, ruling.commandId(), ruling.askedAt()))
        : List.of();
  }
}
