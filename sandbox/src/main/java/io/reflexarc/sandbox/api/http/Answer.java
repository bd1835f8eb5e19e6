package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param code the HTTP status
 * @param contentType of the body
 * @param body as sent
 * @param headers further headers; several values are sent as several lines
 */
public record Answer(
    int code,
    String contentType,
    @SuppressWarnings("ArrayRecordComponent") byte[] body,
    Map<String, List<String>> headers) {

  static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
  }

  static Answer json(int code, JsonNode body) {
    return new Answer(code, JSON, Json.bytes(body), Map.of());
  }

  static Answer text(int code, String text) {
    return new Answer(
        code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Answer refusal(ApiException refused) {
    Answer answer = json(refused.code(), refused.status());
    JsonNode retry = refused.status().path("details").path("retryAfterSeconds");
    return retry.isInt() ? answer.with("Retry-After", List.of(retry.asText())) : answer;
  }

  Answer with(String header, List<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put(header, List.copyOf(values));
    return new Answer(code, contentType, body, more);
  }
}
