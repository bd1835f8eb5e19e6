package io.reflexarc.actuator.action.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.ClusterSettings;
import io.reflexarc.actuator.cluster.KubeObject;

/**
 * The fields of an object that were applied from here before, with their values as they are. An
 * apply without them would remove them: who applies states all that he wants.
 */
final class OwnFields {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIELD = "f:";
  private static final String KEY = "k:";

  private OwnFields() {}

  /** What managedFields says of them; empty when nothing was applied before. */
  static ObjectNode of(KubeObject object) {
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (entry.path("manager").asText().equals(ClusterSettings.FIELD_MANAGER)
          && entry.path("operation").asText().equals("Apply")
          && entry.path("subresource").asText().isEmpty()) {
        return fields(object.json(), entry.path("fieldsV1"));
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode fields(JsonNode from, JsonNode owned) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    owned
        .properties()
        .forEach(
            each -> {
              String name = each.getKey();
              if (name.startsWith(FIELD) && from.has(name.substring(FIELD.length()))) {
                String field = name.substring(FIELD.length());
                own.set(field, value(from.get(field), each.getValue()));
              }
            });
    return own;
  }

  private static JsonNode value(JsonNode from, JsonNode owned) {
    if (owned.isEmpty()) {
      return from.deepCopy();
    }
    return from.isArray() ? elements(from, owned) : fields(from, owned);
  }

  private static ArrayNode elements(JsonNode from, JsonNode owned) {
    ArrayNode own = JsonNodeFactory.instance.arrayNode();
    owned
        .properties()
        .forEach(
            each -> {
              if (each.getKey().startsWith(KEY)) {
                JsonNode key = parsed(each.getKey().substring(KEY.length()));
                from.forEach(
                    element -> {
                      if (carries(element, key)) {
                        own.add(
                            ((ObjectNode) key.deepCopy()).setAll(fields(element, each.getValue())));
                      }
                    });
              }
            });
    return own;
  }

  private static boolean carries(JsonNode element, JsonNode key) {
    return key.properties().stream()
        .allMatch(part -> element.path(part.getKey()).equals(part.getValue()));
  }

  private static JsonNode parsed(String key) {
    try {
      return JSON.readTree(key);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("managedFields has a key that is no JSON: " + key, e);
    }
  }
}
