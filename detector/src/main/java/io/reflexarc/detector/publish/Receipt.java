package io.reflexarc.detector.publish;

/**
 * What became of a record.
 *
 * @param acknowledged whether the brokers have it
 * @param reason one word why not; empty when they have it
 */
public record Receipt(boolean acknowledged, String reason) {

  static final Receipt ACKNOWLEDGED = new Receipt(true, "");

  static Receipt failed(String reason) {
    return new Receipt(false, reason);
  }
}
