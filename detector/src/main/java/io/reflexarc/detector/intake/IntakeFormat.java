package io.reflexarc.detector.intake;

import io.reflexarc.detector.publish.Origin;
import java.time.Instant;
import java.util.Map;

/** Reads what is handed in at one path. */
public interface IntakeFormat {

  /** Who hands in there. */
  Origin origin();

  /**
   * The status of HTTP that makes such a sender come again when there is no room for it now: 429
   * where senders know it, else 503.
   */
  int busyStatus();

  /**
   * Reads a body. Never throws for what is in it.
   *
   * @param headers by lower-case name
   * @param body within the limit
   * @param now event time
   */
  Reading read(Map<String, String> headers, byte[] body, Instant now);

  /** Longest body as it arrives, bytes. */
  default int maxBytes(IntakeSettings settings) {
    return settings.maxBytes();
  }

  /** The key that sets it. */
  default String maxBytesKey() {
    return "detector.intake.max.bytes";
  }

  /** The content type of what {@link #write} writes. */
  default String answerType() {
    return "application/json";
  }

  /** Writes an answer as such a sender reads it. */
  default byte[] write(Answer answer) {
    return Json.write(answer.body());
  }
}
