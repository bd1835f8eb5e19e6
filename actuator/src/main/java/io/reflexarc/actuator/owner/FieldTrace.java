package io.reflexarc.actuator.owner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.key.DeterministicId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command changed in one field of an object. The object itself remembers it, beside the
 * command's mark and in the same write, so that whoever looks after it later knows what would be a
 * step back.
 *
 * @param path which field
 * @param was its value before, as text; empty where there was none, a digest where it is long
 * @param is its value since, likewise
 */
public record FieldTrace(FieldPath path, String was, String is) {

  /** Where they stand on an object: JSON, of the last command that replaced it. */
  static final String ANNOTATION = "reflexarc.io/fields";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMMAND = "command";
  private static final String FIELDS = "fields";
  private static final int LONGEST = 100;

  /** More are not remembered of one write: any of them shows a step back. */
  private static final int MOST = 32;

  /** Those of a write. */
  public static List<FieldTrace> of(KubeObject before, KubeObject after) {
    JsonNode from = before.json();
    JsonNode to = after.json();
    return FieldPath.changed(from, to).stream()
        .limit(MOST)
        .map(path -> new FieldTrace(path, text(path.in(from)), text(path.in(to))))
        .toList();
  }

  /** Puts those of a command on an object. */
  public static void putOn(ObjectNode object, String command, List<FieldTrace> traces) {
    ObjectNode text = JsonNodeFactory.instance.objectNode().put(COMMAND, command);
    ArrayNode fields = text.putArray(FIELDS);
    for (FieldTrace trace : traces) {
      ObjectNode field = fields.addObject().put("was", trace.was).put("is", trace.is);
      trace.path.words().forEach(field.putArray("path")::add);
    }
    object
        .withObject("/metadata")
        .withObjectProperty("annotations")
        .put(ANNOTATION, text.toString());
  }

  /** Those that a command left on an object; none where another has changed it since. */
  public static List<FieldTrace> on(KubeObject object, String command) {
    List<FieldTrace> traces = new ArrayList<>();
    JsonNode text = parsed(object.annotation(ANNOTATION).orElse("{}"));
    if (text.path(COMMAND).asText().equals(command)) {
      for (JsonNode field : text.path(FIELDS)) {
        List<String> words = new ArrayList<>();
        field.path("path").forEach(word -> words.add(word.asText()));
        traces.add(
            new FieldTrace(
                FieldPath.of(words), field.path("was").asText(), field.path("is").asText()));
      }
    }
    return traces;
  }

  /** Whether the value from before is back. */
  public boolean isSetBack(JsonNode object) {
    return text(path.in(object)).equals(was);
  }

  /** Whether the value stands. */
  public boolean stands(JsonNode object) {
    return text(path.in(object)).equals(is);
  }

  private static String text(JsonNode value) {
    String text = value.isMissingNode() ? "" : value.toString();
    return text.length() <= LONGEST ? text : "digest " + DeterministicId.of(text);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
