package io.reflexarc.detector.otlp;

/**
 * How much may be exported at once.
 *
 * @param maxBytes longest body, as it arrives and inflated
 * @param maxPoints most points of one body
 */
public record OtlpSettings(int maxBytes, int maxPoints) {

  /**
   * @throws IllegalArgumentException when a limit is not positive
   */
  public OtlpSettings {
    if (maxBytes < 1 || maxPoints < 1) {
      throw new IllegalArgumentException("maxBytes and maxPoints are positive");
    }
  }
}
