package io.reflexarc.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came back for one request.
 *
 * @param status HTTP status, 0 when nothing came
 * @param body its JSON, null when it had none
 * @param failure why nothing came, or nothing that is of use
 */
record RegistryAnswer(int status, @Nullable JsonNode body, @Nullable Failure failure) {

  private static final int LONGEST_QUOTE = 500;

  /** Why nothing came, or nothing that is of use. */
  record Failure(String what, @Nullable Throwable cause) {}

  static RegistryAnswer none(String what, @Nullable Throwable cause) {
    return new RegistryAnswer(0, null, new Failure(what, cause));
  }

  /** It answered well, with what no second try would make better. */
  static RegistryAnswer useless(String what, Throwable cause) {
    return new RegistryAnswer(200, null, new Failure(what, cause));
  }

  boolean worthAnotherTry() {
    return status == 0 || status >= 500 || status == 408 || status == 429;
  }

  /** The body of a success. */
  JsonNode orThrow(String what) {
    if (status / 100 == 2 && failure == null) {
      if (body == null) {
        throw new RegistryException(
            Problem.UNEXPECTED, what + ": the answer is not JSON; is this a schema registry?");
      }
      return body;
    }
    throw failed(what, problem(), advice());
  }

  /** What to say when the caller's patience is at an end. */
  RegistryException unavailable(String what, int rounds, Duration patience) {
    String tries = rounds == 1 ? "1 try" : rounds + " tries";
    return failed(what, Problem.UNAVAILABLE, "gave up after " + tries + " within " + patience);
  }

  private RegistryException failed(String what, Problem problem, String advice) {
    String message = "schema registry, " + what + ": " + this + "; " + advice;
    return failure == null || failure.cause() == null
        ? new RegistryException(problem, message)
        : new RegistryException(problem, message, failure.cause());
  }

  private Problem problem() {
    return switch (status) {
      case 401 -> Problem.UNAUTHORIZED;
      case 403 -> Problem.FORBIDDEN;
      case 404 -> Problem.UNKNOWN;
      case 409 -> Problem.INCOMPATIBLE;
      case 422 -> Problem.INVALID;
      default -> worthAnotherTry() ? Problem.UNAVAILABLE : Problem.UNEXPECTED;
    };
  }

  private String advice() {
    return switch (problem()) {
      case UNAUTHORIZED -> "check basic.auth.* or bearer.auth.*";
      case FORBIDDEN -> "these credentials may not do this";
      case UNKNOWN -> "it does not know this; or the URL lacks a path before it";
      case INCOMPATIBLE ->
          "the schema breaks the subject's compatibility: upgrade, or have the subject's level"
              + " changed";
      case INVALID -> "it cannot make sense of the request";
      case UNAVAILABLE -> "try again later";
      case UNEXPECTED -> "is this a schema registry? Redirects are not followed";
    };
  }

  /** Status and message of the answer, shortened; no header and no secret is in it. */
  @Override
  public String toString() {
    if (failure != null) {
      return failure.what();
    }
    JsonNode message = body == null ? null : body.get("message");
    if (message == null) {
      return "HTTP " + status;
    }
    String text = message.asText().replaceAll("\\p{Cntrl}+", " ");
    String quote = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
    return "HTTP " + status + ", " + quote;
  }
}
