package io.reflexarc.sandbox.api.fault;

import java.util.Objects;

/**
 * What a filter may know of a request.
 *
 * @param method in capitals
 * @param path as sent
 * @param watch whether it asks for a stream
 * @param userAgent empty when it names none
 */
public record RequestView(String method, String path, boolean watch, String userAgent) {

  public RequestView {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(userAgent, "userAgent");
  }

  /** Whether the request means to change something. */
  public boolean isWrite() {
    return !method.equals("GET") && !method.equals("HEAD");
  }
}
