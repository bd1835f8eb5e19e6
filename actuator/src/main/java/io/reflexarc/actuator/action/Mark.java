package io.reflexarc.actuator.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command's mark on an object, written in the same write as its effect: who looks at the object
 * knows whether the command was carried out, and what stood before. What was applied is marked
 * under names of its own: for server-side apply a field that was written by a replacement belongs
 * to another manager, though both are called the same.
 *
 * @param commandId the command
 * @param incidentId its incident
 * @param reason its sentence, at most 500 characters
 * @param at event time of the plan that wrote it
 * @param change what it changed on this object
 */
public record Mark(String commandId, String incidentId, String reason, Instant at, Change change) {

  public static final String COMMAND = "reflexarc.io/command";
  public static final String INCIDENT = "reflexarc.io/incident";
  public static final String REASON = "reflexarc.io/reason";

  /** {@code {"at":…,"before":{…},"after":{…}}}: what an undo and an audit after a crash need. */
  public static final String CHANGE = "reflexarc.io/change";

  /** Stands before each of them where the effect was applied and not written. */
  static final String APPLIED = "apply.";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
  private static final int MAX_REASON = 500;

  public Mark {
    reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 3) + "...";
  }

  /** The mark that a command leaves. */
  public static Mark of(RemediationCommand command, Instant now, Change change) {
    return new Mark(command.getId(), command.getIncidentId(), command.getReason(), now, change);
  }

  /** The newest mark on an object, whichever command left it. */
  public static Optional<Mark> on(KubeObject object) {
    return all(object).max(Comparator.comparing(Mark::at));
  }

  /** The mark of this very command on an object. */
  public static Optional<Mark> on(KubeObject object, RemediationCommand command) {
    return all(object).filter(mark -> mark.commandId.equals(command.getId())).findFirst();
  }

  private static Stream<Mark> all(KubeObject object) {
    return Stream.of("", APPLIED)
        .flatMap(
            prefix ->
                object.annotation(prefix + COMMAND).stream()
                    .map(command -> read(prefix, command, object)));
  }

  /** Puts it on an object that is to be replaced, in the place of the one that may be there. */
  public void putOn(ObjectNode object) {
    putOn(object, "");
  }

  /** Puts it on fields that are to be applied. */
  void applyWith(ObjectNode fields) {
    putOn(fields, APPLIED);
  }

  private void putOn(ObjectNode object, String prefix) {
    ObjectNode annotations = object.withObject("/metadata").withObjectProperty("annotations");
    annotations
        .put(prefix + COMMAND, commandId)
        .put(prefix + INCIDENT, incidentId)
        .put(prefix + REASON, reason)
        .put(prefix + CHANGE, changeText());
  }

  private String changeText() {
    ObjectNode text = JsonNodeFactory.instance.objectNode().put("at", at.toEpochMilli());
    text.set("before", JSON.valueToTree(change.before()));
    text.set("after", JSON.valueToTree(change.after()));
    return text.toString();
  }

  private static Mark read(String prefix, String command, KubeObject object) {
    JsonNode text = parsed(object.annotation(prefix + CHANGE).orElse(""));
    return new Mark(
        command,
        object.annotation(prefix + INCIDENT).orElse(""),
        object.annotation(prefix + REASON).orElse(""),
        Instant.ofEpochMilli(text.path("at").asLong(0)),
        new Change(fields(text.path("before")), fields(text.path("after"))));
  }

  /** An annotation that somebody has garbled tells nothing of the change; the mark still counts. */
  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static Map<String, String> fields(JsonNode node) {
    return node.isObject() ? JSON.convertValue(node, FIELDS) : Map.of();
  }
}
