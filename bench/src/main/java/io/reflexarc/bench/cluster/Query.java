package io.reflexarc.bench.cluster;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a request. */
record Query(Map<String, String> parameters) {

  static Query of(URI uri) {
    String raw = uri.getRawQuery();
    return new Query(
        raw == null
            ? Map.of()
            : Arrays.stream(raw.split("&", -1))
                .map(it -> it.split("=", 2))
                .collect(
                    Collectors.toMap(
                        it -> it[0],
                        it -> it.length < 2 ? "" : URLDecoder.decode(it[1], StandardCharsets.UTF_8),
                        (first, second) -> second)));
  }

  boolean watch() {
    return parameters.containsKey("watch");
  }

  int number(String name, int otherwise) {
    return (int) longNumber(name, otherwise);
  }

  long longNumber(String name, long otherwise) {
    String text = parameters.getOrDefault(name, "");
    return text.isEmpty() ? otherwise : Long.parseLong(text);
  }

  String text(String name) {
    return parameters.getOrDefault(name, "");
  }
}
