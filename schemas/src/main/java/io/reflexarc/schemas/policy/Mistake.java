package io.reflexarc.schemas.policy;

/**
 * Something in a policy that cannot be right.
 *
 * @param path where, from the document's root: {@code spec.symptom.ratio.window}; empty for the
 *     document itself
 * @param message what is wrong and what to write instead
 */
public record Mistake(String path, String message) {

  /** {@code path: message}. */
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
