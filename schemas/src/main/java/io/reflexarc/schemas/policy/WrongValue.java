package io.reflexarc.schemas.policy;

/** A value that cannot be read; the message begins with the value and ends with the fix. */
final class WrongValue extends Exception {

  private static final long serialVersionUID = 1L;

  WrongValue(String message) {
    super(message, null, false, false);
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
