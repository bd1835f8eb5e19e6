package io.reflexarc.bench.cluster;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asked for.
 *
 * @param headers by their names in lower case
 */
record Asked(URI uri, Map<String, String> headers) {

  String path() {
    return uri.getPath();
  }

  /** What a client that wants a WebSocket has to be answered with; empty for one that does not. */
  Optional<String> webSocketKey() {
    return Optional.ofNullable(headers.get("sec-websocket-key"));
  }
}
