package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Spans of time as kubectl prints them: 5s, 2m10s, 3h, 4d. */
final class Ages {

  private Ages() {}

  /** The time since a timestamp, {@code <unknown>} when there is none. */
  static String since(JsonNode timestamp, Instant now) {
    if (!timestamp.isTextual()) {
      return "<unknown>";
    }
    try {
      return format(Duration.between(Instant.parse(timestamp.asText()), now));
    } catch (DateTimeException e) {
      return "<invalid>";
    }
  }

  static String format(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    }
    if (minutes < 10) {
      return with(minutes, "m", seconds % 60, "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    if (hours < 8) {
      return with(hours, "h", minutes % 60, "m");
    }
    if (hours < 48) {
      return hours + "h";
    }
    if (days < 8) {
      return with(days, "d", hours % 24, "h");
    }
    if (days < 730) {
      return days + "d";
    }
    return with(days / 365, "y", days % 365, "d");
  }

  private static String with(long major, String unit, long minor, String minorUnit) {
    return minor == 0 ? major + unit : major + unit + minor + minorUnit;
  }
}
