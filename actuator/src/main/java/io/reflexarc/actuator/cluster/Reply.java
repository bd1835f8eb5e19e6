package io.reflexarc.actuator.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * An HTTP answer of the API server that is not a success, and what it means. An answer without a
 * Status object (a proxy's, say) is judged by its number alone.
 *
 * @param status HTTP status
 * @param body body as text, possibly empty
 */
record Reply(int status, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MISSING_RIGHT = Pattern.compile("\\bcannot [a-z]+ resource\\b");

  /** What came of a write that was answered so. */
  WriteAnswer afterWrite(Request request) {
    Fault fault = fault(request);
    return switch (status) {
      case 404 -> new WriteAnswer.Gone(fault.message());
      case 409 ->
          owned()
              ? new WriteAnswer.Refused(Fault.of(Fault.Kind.OWNED, fault.message()))
              : new WriteAnswer.Conflict(fault.message());
      default ->
          fault.kind() == Fault.Kind.SERVER_ERROR
              ? new WriteAnswer.Unknown(fault)
              : new WriteAnswer.Refused(fault);
    };
  }

  /** Why a request was not done. */
  Fault fault(Request request) {
    JsonNode answer = parsed();
    String said = answer.path("message").asText();
    Fault.Kind kind = kind();
    return new Fault(
        kind,
        kind == Fault.Kind.FORBIDDEN && lacksRight(said)
            ? "missing right: " + request.right() + " (" + said + ")"
            : request + ": " + status + " " + (said.isEmpty() ? "without a reason" : said),
        Duration.ofSeconds(answer.at("/details/retryAfterSeconds").asLong(0)));
  }

  private Fault.Kind kind() {
    return switch (status) {
      case 401 -> Fault.Kind.UNAUTHORIZED;
      case 403 -> Fault.Kind.FORBIDDEN;
      case 429 -> Fault.Kind.TOO_MANY_REQUESTS;
      default -> status >= 500 ? Fault.Kind.SERVER_ERROR : Fault.Kind.INVALID;
    };
  }

  /** A conflict of field managers, which the number alone does not tell from one of versions. */
  private boolean owned() {
    for (JsonNode cause : parsed().at("/details/causes")) {
      if (cause.path("reason").asText().equals("FieldManagerConflict")) {
        return true;
      }
    }
    return false;
  }

  private static boolean lacksRight(String said) {
    return said.isEmpty() || MISSING_RIGHT.matcher(said).find();
  }

  private JsonNode parsed() {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
