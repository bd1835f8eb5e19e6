package io.reflexarc.sandbox.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API sees it, without the HTTP library below.
 *
 * @param method in capitals
 * @param path as sent, still percent-encoded
 * @param query decoded parameters; the first of each name counts
 * @param headers by lower-case name
 * @param body as sent, empty when there is none
 */
public record ApiRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    @SuppressWarnings("ArrayRecordComponent") byte[] body) {

  public ApiRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** Reads a query string, null for none. */
  static Map<String, String> parseQuery(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return query;
    }
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.putIfAbsent(decode(name), decode(value));
    }
    return query;
  }

  /** The decoded path segments; empty ones are left out. */
  public List<String> segments() {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty()) {
        segments.add(decode(segment.replace("+", "%2B")));
      }
    }
    return segments;
  }

  /** A query parameter, empty when absent. */
  public String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  /** Whether a query parameter says yes. */
  public boolean flag(String name) {
    String value = query.get(name);
    return value != null && (value.isEmpty() || value.equals("true") || value.equals("1"));
  }

  /** A header, empty when absent. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** Whether nothing must be stored. */
  public boolean dryRun() {
    return query.containsKey("dryRun");
  }

  /** Whether this asks for a stream of changes. */
  public boolean isWatch() {
    return method.equals("GET") && flag("watch");
  }

  /** The field manager: the parameter, else the client's name as the real server derives it. */
  public String fieldManager() {
    String named = parameter("fieldManager");
    if (!named.isEmpty()) {
      return named;
    }
    String agent = header("user-agent");
    int slash = agent.indexOf('/');
    String client = slash < 0 ? agent : agent.substring(0, slash);
    return client.isBlank() ? "unknown" : client.substring(0, Math.min(client.length(), 128));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
