package io.reflexarc.detector.scrape;

/**
 * What a pod answered.
 *
 * @param body as received, within the limit
 * @param openMetrics whether its content type says OpenMetrics
 */
public record Fetched(byte[] body, boolean openMetrics) {

  /** Whether a content type is OpenMetrics'. */
  public static boolean isOpenMetrics(String contentType) {
    return contentType.startsWith("application/openmetrics-text");
  }
}
