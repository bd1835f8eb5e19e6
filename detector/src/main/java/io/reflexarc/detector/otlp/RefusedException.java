package io.reflexarc.detector.otlp;

import io.reflexarc.detector.intake.Reading;

/** A body of which nothing is taken. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  /**
   * @param status of HTTP
   * @param reason one word from a closed list
   * @param problem names what is wrong, and the fix
   */
  RefusedException(int status, String reason, String problem) {
    super(problem);
    this.status = status;
    this.reason = reason;
  }

  Reading.Refused reading() {
    return new Reading.Refused(status, reason, String.valueOf(getMessage()));
  }
}
