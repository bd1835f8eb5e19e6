package io.reflexarc.detector.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one-to-one binding of CloudEvents to facts: id, source, type and time are the attributes of
 * the same meaning, the target is the subject, everything else is data, and labels that begin with
 * {@code ce-} are the further attributes.
 */
public final class CloudEventBinding {

  private static final String EXTENSION = "ce-";
  private static final String RESERVED_SOURCE = "reflexarc.";
  private static final String TICK = "tick";
  private static final int LONGEST = 1_024;
  private static final int LONGEST_MESSAGE = 10_000;
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final Set<String> DATA =
      Set.of(
          "phase", "severity", "subject", "version", "observedAt", "reason", "message", "labels");

  private CloudEventBinding() {}

  /**
   * The fact that a CloudEvent tells.
   *
   * @param now stands for the times that it does not tell
   * @throws WrongFieldException naming the field and the fix
   */
  static HealthEvent fact(CloudEvent event, Instant now) throws WrongFieldException {
    Fields attributes = new Fields(event.path(), event.data());
    JsonNode data = event.data();
    Fields fields = new Fields(event.path().isEmpty() ? "data" : event.path() + ".data", data);
    checkReserved(event, attributes);
    checkData(data, attributes, fields);
    Instant observedAt = fields.optionalTime("observedAt");
    return HealthEvent.newBuilder()
        .setId(event.id())
        .setType(event.type())
        .setPhase(word(fields, "phase", Phase.class, Phase.OCCURRED))
        .setSeverity(word(fields, "severity", Severity.class, Severity.UNKNOWN))
        .setTarget(target(event, attributes).toString())
        .setSubject(subject(fields, data.path("subject")))
        .setVersion(fields.optionalText("version", LONGEST))
        .setSource(event.source())
        .setOccurredAt(notAhead(attributes, "time", event.time(), now))
        .setObservedAt(notAhead(fields, "observedAt", observedAt, now))
        .setReason(fields.optionalText("reason", LONGEST))
        .setMessage(fields.optionalText("message", LONGEST_MESSAGE))
        .setLabels(labels(event, fields))
        .build();
  }

  /** The CloudEvent that a fact is, in the structured mode. */
  public static ObjectNode cloudEvent(HealthEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("specversion", CloudEvent.SPEC_VERSION);
    json.put("id", event.getId());
    json.put("source", event.getSource());
    json.put("type", event.getType());
    json.put("subject", event.getTarget());
    json.put("time", event.getOccurredAt().toString());
    json.put("datacontenttype", "application/json");
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("phase", event.getPhase().name());
    data.put("severity", event.getSeverity().name());
    put(data, "version", event.getVersion());
    data.put("observedAt", event.getObservedAt().toString());
    put(data, "reason", event.getReason());
    put(data, "message", event.getMessage());
    Subject subject = event.getSubject();
    if (subject != null) {
      ObjectNode part = data.putObject("subject");
      put(part, "pod", subject.getPod());
      put(part, "podUid", subject.getPodUid());
      put(part, "container", subject.getContainer());
      put(part, "node", subject.getNode());
    }
    ObjectNode labels = data.putObject("labels");
    event
        .getLabels()
        .forEach(
            (name, value) -> {
              if (isExtension(name)) {
                json.put(name.substring(EXTENSION.length()), value);
              } else {
                labels.put(name, value);
              }
            });
    json.set("data", data);
    return json;
  }

  private static boolean isExtension(String label) {
    return label.startsWith(EXTENSION)
        && CloudEventReader.isExtension(label.substring(EXTENSION.length()));
  }

  /** Time is the detector's own to tell, and what it says itself is not to be said for it. */
  private static void checkReserved(CloudEvent event, Fields attributes)
      throws WrongFieldException {
    if (event.type().equals(TICK)) {
      throw attributes.wrong("type", "tick is reserved, take a name of your own");
    }
    if (event.source().startsWith(RESERVED_SOURCE)) {
      throw attributes.wrong("source", "begins with reflexarc., which is reserved: name yourself");
    }
  }

  private static void checkData(JsonNode data, Fields attributes, Fields fields)
      throws WrongFieldException {
    if (!data.isMissingNode() && !data.isObject()) {
      throw attributes.wrong("data", "is not a JSON object");
    }
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      if (!DATA.contains(entry.getKey())) {
        throw fields.wrong(
            Fields.shown(entry.getKey()), "is no field of a fact, put it under labels");
      }
    }
  }

  private static TargetKey target(CloudEvent event, Fields attributes) throws WrongFieldException {
    try {
      return TargetKey.parse(Objects.requireNonNullElse(event.subject(), ""));
    } catch (IllegalArgumentException e) {
      throw attributes.wrong("subject", e.getMessage() + ": write the target's key");
    }
  }

  private static @Nullable Subject subject(Fields data, JsonNode json) throws WrongFieldException {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    if (!json.isObject()) {
      throw data.wrong("subject", "is not an object, write {\"pod\": \"name\"}");
    }
    Fields fields = new Fields("data.subject", json);
    return Subject.newBuilder()
        .setPod(fields.optionalText("pod", LONGEST))
        .setPodUid(fields.optionalText("podUid", LONGEST))
        .setContainer(fields.optionalText("container", LONGEST))
        .setNode(fields.optionalText("node", LONGEST))
        .build();
  }

  private static Map<String, String> labels(CloudEvent event, Fields fields)
      throws WrongFieldException {
    Map<String, String> labels = new HashMap<>(fields.labels("labels"));
    for (String name : labels.keySet()) {
      if (isExtension(name)) {
        throw fields.wrong(
            "labels." + Fields.shown(name),
            "is to be the attribute " + name.substring(EXTENSION.length()) + " of the event");
      }
    }
    event.extensions().forEach((name, value) -> labels.put(EXTENSION + name, value));
    return labels;
  }

  private static Instant notAhead(Fields fields, String field, @Nullable Instant told, Instant now)
      throws WrongFieldException {
    if (told == null) {
      return now;
    }
    if (told.isAfter(now.plus(AHEAD))) {
      throw fields.wrong(field, "is more than 5m ahead of " + now + ", check your clock");
    }
    return told;
  }

  private static <E extends Enum<E>> E word(Fields fields, String field, Class<E> type, E byDefault)
      throws WrongFieldException {
    String text = fields.optionalText(field, LONGEST);
    if (text == null) {
      return byDefault;
    }
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(text)) {
        return one;
      }
    }
    throw fields.wrong(field, "is none of " + Arrays.toString(type.getEnumConstants()));
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
