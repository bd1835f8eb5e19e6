package io.reflexarc.detector.promql;

/** A query without a usable answer. */
final class QueryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason one word from a closed list: {@code refused}, {@code status}, {@code malformed},
   *     {@code too-many-series}, {@code too-large}, {@code unreachable}, {@code timeout}
   */
  QueryFailedException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
