package io.reflexarc.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry could not, or would not, answer. A {@link SerializationException}, because that is
 * what Kafka's clients expect of a serializer; {@link #problem} tells what a caller may do about
 * it.
 */
public final class RegistryException extends SerializationException {

  private static final long serialVersionUID = 1L;

  /** What went wrong, by what can be done about it. */
  public enum Problem {
    /** No URL answered in time, or all with 5xx or 429. Worth trying again later. */
    UNAVAILABLE,
    /** 401: the credentials are missing or wrong. */
    UNAUTHORIZED,
    /** 403: these credentials may not do this. */
    FORBIDDEN,
    /** 404: no such subject, version or schema. */
    UNKNOWN,
    /** 409: the subject's compatibility level forbids the schema. */
    INCOMPATIBLE,
    /** 422: the registry cannot make sense of the schema or the request. */
    INVALID,
    /** Something that is not an answer of such a registry. */
    UNEXPECTED
  }

  private final Problem problem;

  /** A problem, and one sentence that says what to do; it must not hold a secret. */
  public RegistryException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** As above, with what lies beneath. */
  public RegistryException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What went wrong. */
  public Problem problem() {
    return problem;
  }
}
