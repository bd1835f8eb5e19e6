package io.reflexarc.sandbox.api.fault;

import java.time.Duration;
import java.util.Objects;

/** How a request fails. */
public sealed interface Fault {

  /** It does not. */
  Fault NONE = new None();

  /** No fault. */
  record None() implements Fault {}

  /**
   * Answered late, in real time.
   *
   * @param by how late
   * @param then what happens after the delay
   */
  record Delay(Duration by, Fault then) implements Fault {

    public Delay {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(then, "then");
    }
  }

  /**
   * Answered with an error, and nothing is done.
   *
   * @param code such as 429, 500 or 503
   * @param retryAfterSeconds sent as Retry-After when positive
   */
  record Refuse(int code, int retryAfterSeconds) implements Fault {

    public Refuse {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("A refusal has a code from 400 to 599, not " + code);
      }
    }
  }

  /** Answered with 403, as if no role gave the caller this right, and nothing is done. */
  record Deny() implements Fault {}

  /**
   * Done, and then answered with an error.
   *
   * @param code such as 500 or 504
   */
  record FailAfter(int code) implements Fault {

    public FailAfter {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("A failure has a code from 400 to 599, not " + code);
      }
    }
  }

  /** The connection is cut, and nothing is done. */
  record DropBefore() implements Fault {}

  /** Done, and then the connection is cut instead of an answer. */
  record DropAfter() implements Fault {}
}
