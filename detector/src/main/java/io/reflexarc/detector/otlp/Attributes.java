package io.reflexarc.detector.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.reflexarc.detector.intake.Fields;
import io.reflexarc.detector.intake.Fields.WrongFieldException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads attributes within the limits of labels. */
final class Attributes {

  private Attributes() {}

  /**
   * Values by key; of a key that comes twice the last counts. What is no text, number or boolean is
   * left out.
   */
  static Map<String, String> plain(List<KeyValue> attributes) {
    Map<String, String> plain = new HashMap<>();
    for (KeyValue attribute : attributes) {
      if (isPlain(attribute.getValue())) {
        plain.put(attribute.getKey(), text(attribute.getValue()));
      }
    }
    return plain;
  }

  /**
   * Labels as Prometheus names them. Keys that become the same name are one label, whose value is
   * theirs in the order of the keys, with semicolons between.
   *
   * @throws WrongFieldException naming the attribute and the fix
   */
  static Map<String, String> labels(List<KeyValue> attributes) throws WrongFieldException {
    if (attributes.size() > Fields.MOST_LABELS) {
      throw wrong("attributes: are more than " + Fields.MOST_LABELS + ", drop some");
    }
    TreeMap<String, String> byKey = new TreeMap<>();
    int length = 0;
    for (KeyValue attribute : attributes) {
      String path = "attributes." + Fields.shown(attribute.getKey());
      if (attribute.getKey().isEmpty()) {
        throw wrong("attributes: one has no key");
      }
      if (!isPlain(attribute.getValue())) {
        throw wrong(path + ": is no text, number or boolean, drop it");
      }
      String value = text(attribute.getValue());
      if (attribute.getKey().length() > Fields.LONGEST_LABEL
          || value.length() > Fields.LONGEST_LABEL) {
        throw wrong(path + ": is longer than " + Fields.LONGEST_LABEL + " characters, shorten it");
      }
      length += attribute.getKey().length() + value.length();
      byKey.put(attribute.getKey(), value);
    }
    if (length > Fields.LONGEST_LABELS) {
      throw wrong(
          "attributes: are longer than " + Fields.LONGEST_LABELS + " characters, drop some");
    }
    Map<String, String> labels = new HashMap<>();
    byKey.forEach(
        (key, value) ->
            labels.merge(PrometheusName.ofLabel(key), value, (one, other) -> one + ";" + other));
    return labels;
  }

  private static boolean isPlain(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE, BOOL_VALUE, INT_VALUE, DOUBLE_VALUE -> true;
      case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET -> false;
    };
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET -> "";
    };
  }

  private static WrongFieldException wrong(String problem) {
    return new WrongFieldException(problem);
  }
}
