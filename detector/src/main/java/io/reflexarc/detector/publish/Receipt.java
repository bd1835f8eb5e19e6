package io.reflexarc.detector.publish;

/**
 * What became of a record.
 *
 * @param acknowledged whether the brokers have it
 * @param reason one word why not; empty when they have it
 */
public record Receipt(boolean acknowledged, String reason) {

  /** The brokers have it. */
  public static Receipt taken() {
    return new Receipt(true, "");
  }

  /** They do not. */
  public static Receipt failed(String reason) {
    return new Receipt(false, reason);
  }
}
