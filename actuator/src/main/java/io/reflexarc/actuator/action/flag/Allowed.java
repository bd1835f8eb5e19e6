package io.reflexarc.actuator.action.flag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be switched in a ConfigMap. Its annotation says so: a JSON object of key to allowed
 * values, where an empty list allows every value. Without the annotation every key may be that is
 * there already.
 */
final class Allowed {

  static final String ANNOTATION = "reflexarc.io/flags";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, List<String>>> FLAGS = new TypeReference<>() {};

  private Allowed() {}

  /** Why a key of a ConfigMap may not get a value; empty when it may. */
  static Optional<String> objection(KubeObject configMap, String key, String value) {
    Optional<String> text = configMap.annotation(ANNOTATION);
    if (text.isEmpty()) {
      return configMap.at("/data").has(key)
          ? Optional.empty()
          : Optional.of(
              "there is no " + key + ", and no annotation " + ANNOTATION + " that would allow it");
    }
    try {
      return byAnnotation(
          Optional.ofNullable(JSON.readValue(text.get(), FLAGS)).orElse(Map.of()), key, value);
    } catch (JsonProcessingException e) {
      return Optional.of(
          "its annotation "
              + ANNOTATION
              + " is no JSON object of key to list of values, write {\"recommendations\": [\"on\","
              + " \"off\"]}");
    }
  }

  private static Optional<String> byAnnotation(
      Map<String, List<String>> flags, String key, String value) {
    List<String> values = flags.get(key);
    if (values == null) {
      return Optional.of("its annotation " + ANNOTATION + " does not name " + key);
    }
    return values.isEmpty() || values.contains(value)
        ? Optional.empty()
        : Optional.of(
            "its annotation "
                + ANNOTATION
                + " allows "
                + String.join(", ", values)
                + " for "
                + key
                + ", not '"
                + value
                + "'");
  }
}
