package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.schemas.policy.Mistake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the status of a policy is to say: every mistake by its path, within bounds. The time of the
 * transition moves only when the condition does; conditions that others wrote stay.
 */
final class StatusText {

  /** Its condition. */
  static final String ACCEPTED = "Accepted";

  private static final int MAX_MISTAKES = 101;
  private static final int LONGEST_MISTAKE = 1_024;

  /** Most that Kubernetes allows in a condition. */
  private static final int LONGEST_MESSAGE = 32_768;

  private static final Comparator<JsonNode> ALIKE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? Long.compare(one.longValue(), other.longValue())
              : one.equals(other) ? 0 : 1;

  private StatusText() {}

  /**
   * The status to write.
   *
   * @param written the status as it is; missing where there is none
   * @return empty when it says so already
   */
  static Optional<ObjectNode> of(PolicyVerdict verdict, JsonNode written, Instant now) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", verdict.text().generation());
    status.put("accepted", verdict.accepted());
    List<String> mistakes = mistakes(verdict);
    ArrayNode list = status.putArray("mistakes");
    mistakes.forEach(list::add);
    ArrayNode conditions = status.putArray("conditions");
    JsonNode before = JsonNodeFactory.instance.missingNode();
    for (JsonNode condition : written.path("conditions")) {
      if (condition.path("type").asText().equals(ACCEPTED)) {
        before = condition;
      } else {
        conditions.add(condition);
      }
    }
    conditions.add(condition(verdict, mistakes, before, now));
    return says(written, status) ? Optional.empty() : Optional.of(status);
  }

  private static ObjectNode condition(
      PolicyVerdict verdict, List<String> mistakes, JsonNode before, Instant now) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    condition.put("type", ACCEPTED);
    condition.put("status", verdict.accepted() ? "True" : "False");
    condition.put("reason", verdict.accepted() ? "Valid" : "Invalid");
    condition.put("message", verdict.accepted() ? "in force as written" : message(mistakes));
    condition.put("observedGeneration", verdict.text().generation());
    boolean same = before.path("status").equals(condition.path("status"));
    String since = before.path("lastTransitionTime").asText();
    condition.put(
        "lastTransitionTime",
        same && !since.isEmpty() ? since : now.truncatedTo(ChronoUnit.SECONDS).toString());
    return condition;
  }

  private static String message(List<String> mistakes) {
    String end = "; what was accepted before stays in force";
    StringBuilder message = new StringBuilder();
    int told = 0;
    for (String mistake : mistakes) {
      if (message.length() + mistake.length() + 100 > LONGEST_MESSAGE) {
        break;
      }
      message.append(told == 0 ? "" : "; ").append(mistake);
      told++;
    }
    if (told < mistakes.size()) {
      message.append("; and ").append(mistakes.size() - told).append(" more");
    }
    return message.append(end).toString();
  }

  private static List<String> mistakes(PolicyVerdict verdict) {
    return verdict.mistakes().stream()
        .limit(MAX_MISTAKES)
        .map(Mistake::toString)
        .map(it -> it.length() > LONGEST_MISTAKE ? it.substring(0, LONGEST_MISTAKE) : it)
        .toList();
  }

  /** Whether what is to be written stands there, in any order; numbers may be of another width. */
  private static boolean says(JsonNode written, ObjectNode status) {
    return status.properties().stream()
        .allMatch(field -> field.getValue().equals(ALIKE, written.path(field.getKey())));
  }
}
