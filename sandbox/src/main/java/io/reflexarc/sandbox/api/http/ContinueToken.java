package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.error.ApiException;
import java.io.IOException;
import java.util.Base64;

/**
 * Where the next page of a list starts.
 *
 * @param resourceVersion the version that all pages show, -1 for whatever is current
 * @param after the namespace and name of the last object of the page before, joined by a slash
 */
record ContinueToken(long resourceVersion, String after) {

  private static final String VERSION = "meta.k8s.io/v1";
  private static final String LAST = "\0";

  static ContinueToken parse(String token) {
    try {
      JsonNode json = Json.read(Base64.getUrlDecoder().decode(token));
      String start = json.path("start").asText();
      if (!json.path("v").asText().equals(VERSION) || !start.endsWith(LAST)) {
        throw invalid();
      }
      return new ContinueToken(json.path("rv").asLong(), start.substring(0, start.length() - 1));
    } catch (IOException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  String encoded() {
    JsonNode json =
        Json.object().put("v", VERSION).put("rv", resourceVersion).put("start", after + LAST);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json));
  }

  private static ApiException invalid() {
    return ApiException.badRequest("continue key is not valid: it was not made by this server");
  }
}
