package io.reflexarc.actuator.cluster;

import java.time.Duration;

/**
 * Why the API server did not do what it was asked.
 *
 * @param kind from the closed list
 * @param message one line for a human: what was asked, what came back
 * @param retryAfter how long the server asks to wait, zero where it does not say
 */
public record Fault(Kind kind, String message, Duration retryAfter) {

  private static final int MAX_MESSAGE = 500;
  private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(1);

  /** The closed list. */
  public enum Kind {
    /** A right is missing; the message names verb and resource. Will not mend by itself. */
    FORBIDDEN(false),
    /** The API server finds the request wrong. Will not mend by itself. */
    INVALID(false),
    /** Another manager owns a field that was to be taken over. Will not mend by itself. */
    OWNED(false),
    /** Credentials are not accepted; they may be renewed. */
    UNAUTHORIZED(true),
    /** The API server asks for patience; nothing was done. */
    TOO_MANY_REQUESTS(true),
    /** The API server cannot be reached; nothing was sent. */
    UNREACHABLE(true),
    /** It failed while the request was with it. */
    SERVER_ERROR(true),
    /** No answer in time, or the connection was cut. */
    NO_ANSWER(true);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /** Whether trying again later may help. */
    public boolean passing() {
      return passing;
    }
  }

  /** Shortens what a server sent: some messages quote a whole object. */
  public Fault {
    message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
    if (retryAfter.isNegative()) {
      retryAfter = Duration.ZERO;
    }
    if (retryAfter.compareTo(MAX_RETRY_AFTER) > 0) {
      retryAfter = MAX_RETRY_AFTER;
    }
  }

  /** A fault without a wish for patience. */
  public static Fault of(Kind kind, String message) {
    return new Fault(kind, message, Duration.ZERO);
  }
}
