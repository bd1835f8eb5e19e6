package io.reflexarc.sandbox.world.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of one object of a behaviour file; a mistake names its path and what to write. */
final class Fields {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final Pattern BYTES = Pattern.compile("(\\d+(?:\\.\\d+)?)(Ki|Mi|Gi|k|M|G|)");
  private static final Map<String, Double> MILLIS =
      Map.of("ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3);
  private static final Map<String, Double> UNITS =
      Map.of(
          "", 1.0, "k", 1e3, "M", 1e6, "G", 1e9, "Ki", 1024.0, "Mi", 1048576.0, "Gi", 1073741824.0);

  private final String path;
  private final JsonNode node;

  Fields(String path, JsonNode node, List<String> known) {
    this.path = path;
    this.node = node;
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw new IllegalArgumentException(path + ": is not an object");
    }
    node.properties()
        .forEach(
            field -> {
              if (!known.contains(field.getKey())) {
                throw new IllegalArgumentException(
                    path + "." + field.getKey() + ": is unknown, known are " + known);
              }
            });
  }

  String text(String field, String otherwise) {
    return node.path(field).asText(otherwise);
  }

  double number(String field, double otherwise) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    } else if (!value.isNumber()) {
      throw wrong(field, value, "a number");
    }
    return value.asDouble();
  }

  boolean truth(String field, boolean otherwise) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    } else if (!value.isBoolean()) {
      throw wrong(field, value, "true or false");
    }
    return value.asBoolean();
  }

  Map<String, Double> numbers(String field) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    node.path(field)
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isNumber()) {
                throw wrong(field + "." + entry.getKey(), entry.getValue(), "a number");
              }
              numbers.put(entry.getKey(), entry.getValue().asDouble());
            });
    return numbers;
  }

  double bytes(String field, double otherwise) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    Matcher matcher = BYTES.matcher(value.asText());
    if (!matcher.matches()) {
      throw wrong(field, value, "a number of bytes, write 180Mi");
    }
    return Double.parseDouble(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 1.0);
  }

  Duration duration(String field, Duration otherwise) {
    return Duration.ofNanos((long) (millis(field, otherwise.toNanos() / 1e6) * 1e6));
  }

  double millis(String field, double otherwise) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    Matcher matcher = DURATION.matcher(value.asText());
    if (!matcher.matches()) {
      throw wrong(field, value, "a duration, write 40ms or 5s");
    }
    return Double.parseDouble(matcher.group(1)) * MILLIS.getOrDefault(matcher.group(2), 1.0);
  }

  <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(path) ? e : new IllegalArgumentException(path + "." + message, e);
    }
  }

  private IllegalArgumentException wrong(String field, JsonNode value, String wanted) {
    return new IllegalArgumentException(
        path + "." + field + ": '" + value.asText() + "' is not " + wanted);
  }
}
