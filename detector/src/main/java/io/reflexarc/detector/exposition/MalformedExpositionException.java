package io.reflexarc.detector.exposition;

/** A text that is not what it should be, or is too much. Nothing of it is used. */
public final class MalformedExpositionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedExpositionException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * One word from a closed list: {@code malformed}, {@code truncated}, {@code too-many-samples}.
   */
  public String reason() {
    return reason;
  }
}
