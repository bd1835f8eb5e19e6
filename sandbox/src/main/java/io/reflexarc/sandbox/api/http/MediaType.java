package io.reflexarc.sandbox.api.http;

import io.reflexarc.sandbox.api.error.ApiException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** In which form the caller wants an answer. */
enum MediaType {
  JSON,
  YAML,
  TABLE,
  PARTIAL_METADATA;

  private static final String AVAILABLE =
      "application/json, application/yaml, application/vnd.kubernetes.protobuf";

  /**
   * The first of the accepted forms that can be served.
   *
   * @throws ApiException 406 when there is none
   */
  static MediaType negotiate(String accept) {
    if (accept.isBlank()) {
      return JSON;
    }
    for (String range : accept.split(",")) {
      MediaType served = served(range.strip().toLowerCase(Locale.ROOT));
      if (served != null) {
        return served;
      }
    }
    throw ApiException.withEmptyDetails(
        406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: " + AVAILABLE);
  }

  boolean isYaml() {
    return this == YAML;
  }

  private static @org.jspecify.annotations.Nullable MediaType served(String range) {
    String[] parts = range.split(";");
    Map<String, String> parameters = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("=", 2);
      parameters.put(pair[0], pair.length > 1 ? pair[1] : "");
    }
    String as = parameters.getOrDefault("as", "");
    return switch (parts[0].strip()) {
      case "application/json", "application/*", "*/*", "text/*" ->
          switch (as) {
            case "" -> JSON;
            case "table" -> parameters.getOrDefault("v", "").equals("v1") ? TABLE : null;
            case "partialobjectmetadata", "partialobjectmetadatalist" -> PARTIAL_METADATA;
            default -> null;
          };
      case "application/yaml" -> as.isEmpty() ? YAML : null;
      default -> null;
    };
  }
}
