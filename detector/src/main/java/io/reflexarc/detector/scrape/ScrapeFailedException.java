package io.reflexarc.detector.scrape;

/** A pod that could not be measured. */
public final class ScrapeFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason one word from a closed list: {@code status}, {@code too-large}, {@code address}
   */
  public ScrapeFailedException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** One word. */
  public String reason() {
    return reason;
  }
}
