package io.reflexarc.actuator.post;

import java.util.Map;

/**
 * A message to an endpoint.
 *
 * @param endpoint name of the endpoint, as configured; the address and the secrets are the post's
 * @param key by which the receiver knows a repetition
 * @param headers beyond those that every message has
 * @param body JSON, whole
 */
public record Letter(String endpoint, String key, Map<String, String> headers, String body) {

  private static final int MOST = 256 * 1024;

  /**
   * @throws IllegalArgumentException when it is longer than 256 Ki characters, or without key
   */
  public Letter {
    headers = Map.copyOf(headers);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("a message without key would be told twice");
    }
    if (body.length() > MOST) {
      throw new IllegalArgumentException(
          "a message of " + body.length() + " characters is too long");
    }
  }
}
