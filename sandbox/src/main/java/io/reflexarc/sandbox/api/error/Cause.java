package io.reflexarc.sandbox.api.error;

import java.util.Objects;

/**
 * One entry of {@code details.causes}.
 *
 * @param reason a word such as {@code FieldValueInvalid}
 * @param message a sentence for people
 * @param field the path of the field, empty when there is none
 */
public record Cause(String reason, String message, String field) {

  public Cause {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(field, "field");
  }

  /** A value that is not allowed. {@code value} is printed as JSON. */
  public static Cause invalid(String field, String value, String why) {
    return new Cause("FieldValueInvalid", "Invalid value: " + value + ": " + why, field);
  }

  /** A value that is missing. */
  public static Cause required(String field, String why) {
    return new Cause(
        "FieldValueRequired", why.isEmpty() ? "Required value" : "Required value: " + why, field);
  }

  /** A change that is not allowed. */
  public static Cause forbidden(String field, String why) {
    return new Cause("FieldValueForbidden", "Forbidden: " + why, field);
  }

  /** A value outside of a closed list. */
  public static Cause unsupported(String field, String value, String allowed) {
    return new Cause(
        "FieldValueNotSupported",
        "Unsupported value: " + value + ": supported values: " + allowed,
        field);
  }

  String sentence() {
    return field + ": " + message;
  }
}
