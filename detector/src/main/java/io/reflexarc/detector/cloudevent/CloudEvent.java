package io.reflexarc.detector.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent, whichever way it came.
 *
 * @param path where it stood in the request, for messages; empty when alone
 * @param extensions its further attributes, by name
 * @param data its data as JSON; missing when it has none
 */
record CloudEvent(
    String path,
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable Instant time,
    Map<String, String> extensions,
    JsonNode data) {

  /** The only version that is understood. */
  static final String SPEC_VERSION = "1.0";

  CloudEvent {
    extensions = Map.copyOf(extensions);
  }
}
