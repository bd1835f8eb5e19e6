package io.reflexarc.detector.usage;

/** Usage that could not be read. */
public final class UsageFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason one word from a closed list: {@code not-served}, {@code forbidden}, {@code
   *     status}, {@code too-large}, {@code malformed}
   */
  public UsageFailedException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** One word. */
  public String reason() {
    return reason;
  }
}
