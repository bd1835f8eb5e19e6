package io.reflexarc.runtime.health;

/**
 * What a check found.
 *
 * @param ok whether all is well
 * @param detail what a human should know, one sentence, no secrets
 */
public record CheckResult(boolean ok, String detail) {

  /** All is well. */
  public static CheckResult good(String detail) {
    return new CheckResult(true, detail);
  }

  /** All is not well. */
  public static CheckResult bad(String detail) {
    return new CheckResult(false, detail);
  }
}
