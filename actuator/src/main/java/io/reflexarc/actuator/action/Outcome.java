package io.reflexarc.actuator.action;

import io.reflexarc.schemas.policy.Gate;

/** What became of a command: the closed list. */
public sealed interface Outcome {

  /** One sentence for a human. */
  String reason();

  /** The change was made now. */
  record Applied(String reason) implements Outcome {}

  /** The object carries this command's mark: the change was made before. */
  record AlreadyApplied(String reason) implements Outcome {}

  /** Its time was over before it could be done. */
  record Expired(String reason) implements Outcome {}

  /** What it was decided about is no longer there. */
  record Superseded(String reason) implements Outcome {}

  /** A human has decided otherwise. */
  record Overridden(String reason) implements Outcome {}

  /** It may not be done; the command is not kept for later. */
  record Held(Gate gate, String reason) implements Outcome {}

  /** It cannot be done at all. */
  record Refused(Refusal refusal, String reason) implements Outcome {}

  /** Every attempt until its expiry failed for a reason that might have passed. */
  record TransientFailure(String reason) implements Outcome {}

  /** It failed for a reason that will not pass by itself: a missing right, named. */
  record PermanentFailure(String reason) implements Outcome {}

  /** A write was sent, no answer came, and its mark has not been seen until the expiry. */
  record UnknownOutcome(String reason) implements Outcome {}

  /** Why a command cannot be done at all. */
  enum Refusal {
    /** No action has that name here, or it is not enabled. */
    UNKNOWN_ACTION,
    /** Its parameters make no sense to the action. */
    INVALID_PARAMETERS,
    /** The object, as it stands, does not allow it, or leaves nothing to do. */
    UNFIT,
    /** Its target is outside the only namespace that this actuator works in. */
    OUTSIDE_NAMESPACE,
    /** Its mode is none that may act. */
    UNKNOWN_MODE
  }
}
