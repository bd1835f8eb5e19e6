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
import java.util.Map;
import java.util.Optional;

/**
 * A command's mark on an object, written in the same write as its effect: who looks at the object
 * knows whether the command was carried out, and what stood before.
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

  /** The mark on an object, whichever command left it. */
  public static Optional<Mark> on(KubeObject object) {
    return object.annotation(COMMAND).map(command -> read(command, object));
  }

  /** The mark of this very command on an object. */
  public static Optional<Mark> on(KubeObject object, RemediationCommand command) {
    return on(object).filter(mark -> mark.commandId.equals(command.getId()));
  }

  /** Puts it on an object, in place of the one that may be there. */
  public void putOn(ObjectNode object) {
    ObjectNode annotations = object.withObject("/metadata").withObjectProperty("annotations");
    annotations
        .put(COMMAND, commandId)
        .put(INCIDENT, incidentId)
        .put(REASON, reason)
        .put(CHANGE, changeText());
  }

  private String changeText() {
    ObjectNode text = JsonNodeFactory.instance.objectNode().put("at", at.toEpochMilli());
    text.set("before", JSON.valueToTree(change.before()));
    text.set("after", JSON.valueToTree(change.after()));
    return text.toString();
  }

  private static Mark read(String command, KubeObject object) {
    JsonNode text = parsed(object.annotation(CHANGE).orElse(""));
    return new Mark(
        command,
        object.annotation(INCIDENT).orElse(""),
        object.annotation(REASON).orElse(""),
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
