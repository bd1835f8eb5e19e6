package io.reflexarc.sandbox.api;

import java.util.Objects;

/**
 * How to serve the API.
 *
 * @param host the address to listen on; 127.0.0.1 unless there is a good reason
 * @param port 0 for any free one
 * @param token the bearer token that every request must carry, empty for none
 * @param maxBodyBytes bodies beyond are refused with 413
 * @param maxWatches open watches at a time; more are refused with 429
 * @param watchQueue changes that may wait for a watcher before it is cut off
 * @param writeLog write requests kept for the record
 */
public record ApiServerConfig(
    String host,
    int port,
    String token,
    int maxBodyBytes,
    int maxWatches,
    int watchQueue,
    int writeLog) {

  public ApiServerConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(token, "token");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be between 0 and 65535, not " + port);
    }
    if (maxBodyBytes < 1 || maxWatches < 1 || watchQueue < 1 || writeLog < 1) {
      throw new IllegalArgumentException("The bounds of an API server must be positive");
    }
  }

  /** On the loopback address, without a token: 3 MB bodies, 200 watches, queues of 10 000. */
  public static ApiServerConfig onPort(int port) {
    return new ApiServerConfig("127.0.0.1", port, "", 3 * 1024 * 1024, 200, 10_000, 50_000);
  }

  /** The same, asking for this token. */
  public ApiServerConfig withToken(String required) {
    return new ApiServerConfig(
        host, port, required, maxBodyBytes, maxWatches, watchQueue, writeLog);
  }

  /** The same, with this many waiting changes for each watcher. */
  public ApiServerConfig withWatchQueue(int changes) {
    return new ApiServerConfig(host, port, token, maxBodyBytes, maxWatches, changes, writeLog);
  }

  @Override
  public String toString() {
    return "ApiServerConfig[%s:%d%s]".formatted(host, port, token.isEmpty() ? "" : ", token ***");
  }
}
