package io.reflexarc.runtime.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a clock says.
 *
 * @param now the time
 * @param speed event seconds per real second, 0 when it stands
 */
record ClockAnswer(Instant now, double speed) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads {@code {"now": "2026-01-01T00:00:00Z" or epoch milliseconds, "speed": 60}}. */
  static ClockAnswer parse(byte[] body) throws IOException {
    JsonNode answer = JSON.readTree(body);
    JsonNode now = answer.path("now");
    double speed = answer.path("speed").asDouble(1);
    if (!(speed >= 0)) {
      throw new IOException("the clock's speed " + speed + " is not a number from 0 up");
    }
    return new ClockAnswer(instant(now), speed);
  }

  private static Instant instant(JsonNode now) throws IOException {
    try {
      return now.isIntegralNumber()
          ? Instant.ofEpochMilli(now.longValue())
          : Instant.parse(now.asText());
    } catch (DateTimeException e) {
      throw new IOException("the clock's answer has no time in \"now\"", e);
    }
  }
}
