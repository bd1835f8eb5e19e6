package io.reflexarc.detector.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a JSON object within limits; what is wrong names the field and the fix. */
public final class Fields {

  /** Most labels of a fact. */
  public static final int MOST_LABELS = 64;

  /** Longest name or value of a label, characters. */
  public static final int LONGEST_LABEL = 1_024;

  /** Longest labels of a fact together, characters. */
  public static final int LONGEST_LABELS = 16_384;

  private static final int LONGEST_MESSAGE = 2_000;
  private static final int LONGEST_TIME = 64;

  private final String path;
  private final JsonNode node;

  /**
   * @param path of the object in its body, such as {@code alerts[0]}; empty for the body itself
   */
  public Fields(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /** A field that is not as it must be. */
  public static final class WrongFieldException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message names the field and the fix
     */
    public WrongFieldException(String message) {
      super(message);
    }
  }

  /** A mistake in one of the fields. */
  public WrongFieldException wrong(String field, String problem) {
    return new WrongFieldException((path.isEmpty() ? field : path + "." + field) + ": " + problem);
  }

  /** A text that must be there. */
  public String text(String field, int longest) throws WrongFieldException {
    String text = optionalText(field, longest);
    if (text == null || text.isBlank()) {
      throw wrong(field, "is missing, write a text");
    }
    return text;
  }

  /** A text; null when absent. */
  public @Nullable String optionalText(String field, int longest) throws WrongFieldException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(field, "is not a text, write it in quotes");
    }
    if (value.textValue().length() > longest) {
      throw wrong(field, "is longer than " + longest + " characters, shorten it");
    }
    return value.textValue();
  }

  /** A time; null when absent. */
  public @Nullable Instant optionalTime(String field) throws WrongFieldException {
    String text = optionalText(field, LONGEST_TIME);
    return text == null ? null : time(field, text);
  }

  /** A time that must be there. */
  public Instant time(String field) throws WrongFieldException {
    return time(field, text(field, LONGEST_TIME));
  }

  /** Reads a time as RFC 3339 writes it. */
  public Instant time(String field, String text) throws WrongFieldException {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isBefore(Instant.EPOCH)) {
        throw wrong(field, "is before 1970");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw wrong(field, "is not a time, write 2026-11-23T12:00:00Z");
    }
  }

  /** Texts by name, such as labels. */
  public Map<String, String> labels(String field) throws WrongFieldException {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw wrong(field, "is not an object, write {\"name\": \"value\"}");
    }
    if (value.size() > MOST_LABELS) {
      throw wrong(field, "has more than " + MOST_LABELS + " entries, drop some");
    }
    Map<String, String> labels = new HashMap<>();
    int length = 0;
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String name = entry.getKey();
      if (!entry.getValue().isTextual()) {
        throw wrong(field + "." + shown(name), "is not a text, write it in quotes");
      }
      String text = entry.getValue().textValue();
      if (name.length() > LONGEST_LABEL || text.length() > LONGEST_LABEL) {
        throw wrong(
            field + "." + shown(name),
            "is longer than " + LONGEST_LABEL + " characters, shorten it");
      }
      length += name.length() + text.length();
      labels.put(name, text);
    }
    if (length > LONGEST_LABELS) {
      throw wrong(field, "are longer than " + LONGEST_LABELS + " characters together, drop some");
    }
    return labels;
  }

  /** A text for humans, cut where it is too long. */
  public static @Nullable String message(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
  }

  /** A name that may be long, in a message. */
  public static String shown(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "...";
  }
}
