package io.reflexarc.actuator.errand;

import io.reflexarc.schemas.avro.RemediationCommand;

/**
 * Told at every step of the spine. In production it does nothing; a test stops or ends the process
 * there, to show that nothing is done twice and nothing is left untold.
 */
@FunctionalInterface
public interface Checkpoint {

  /** Does nothing. */
  Checkpoint NONE = (step, command) -> {};

  /** The steps, in order. */
  enum Step {
    /** The command is in hand; nothing has been read. */
    CLAIMED,
    /** The objects have been read; nothing has been decided. */
    LOOKED,
    /** All gates have let it pass; the write comes next. */
    BEFORE_WRITE,
    /** The write was answered, one way or another; nothing has been told. */
    AFTER_WRITE,
    /** The outcome is known; its audit record comes next. */
    BEFORE_REPORT,
    /** The audit record is sent and its transaction is open. */
    BEFORE_COMMIT,
    /** Audit record and offset are committed. */
    COMMITTED
  }

  /** Called by the thread that is at the step; what it throws ends that thread's work. */
  void reached(Step step, RemediationCommand command);
}
