package io.reflexarc.detector.exposition;

/**
 * How much is read of one pod.
 *
 * @param bytes longest text
 * @param samples most samples, after those that nobody asked for are left out
 * @param labels most labels of a sample
 * @param labelLength longest name or value of a label, characters
 */
public record ExpositionLimits(int bytes, int samples, int labels, int labelLength) {

  /** 5 MB, 2 000 samples, 64 labels, 1 024 characters. */
  public static final ExpositionLimits DEFAULT = new ExpositionLimits(5_000_000, 2_000, 64, 1_024);

  /**
   * @throws IllegalArgumentException when one is not positive
   */
  public ExpositionLimits {
    if (bytes < 1 || samples < 1 || labels < 1 || labelLength < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }
}
