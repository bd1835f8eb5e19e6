package io.reflexarc.detector.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a {@code PodMetricsList}, one item at a time. */
final class UsageList {

  private static final int DEEPEST = 32;
  private static final int MOST_CONTAINERS = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private UsageList() {}

  /**
   * Reads a list; an item that is not as it must be is left out.
   *
   * @throws UsageFailedException when it is no such list
   */
  static List<PodUsage> read(byte[] body) {
    List<PodUsage> usages = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UsageFailedException("malformed", "the answer is not a JSON object");
      }
      boolean found = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean items = parser.currentName().equals("items");
        JsonToken value = parser.nextToken();
        if (items && value == JsonToken.START_ARRAY) {
          found = true;
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            JsonNode item = JSON.readTree(parser);
            item(item).ifPresent(usages::add);
          }
        } else {
          parser.skipChildren();
        }
      }
      if (!found || parser.currentToken() != JsonToken.END_OBJECT) {
        throw new UsageFailedException("malformed", "the answer is not a list of PodMetrics");
      }
    } catch (IOException e) {
      throw new UsageFailedException("malformed", "the answer is not JSON");
    }
    return usages;
  }

  private static Optional<PodUsage> item(JsonNode item) {
    String namespace = item.path("metadata").path("namespace").asText("");
    String pod = item.path("metadata").path("name").asText("");
    List<PodUsage.ContainerUsage> containers = new ArrayList<>();
    for (JsonNode container : item.path("containers")) {
      OptionalDouble cpu = Quantity.parse(container.path("usage").path("cpu").asText(""));
      OptionalDouble memory = Quantity.parse(container.path("usage").path("memory").asText(""));
      String name = container.path("name").asText("");
      if (cpu.isPresent() && memory.isPresent() && containers.size() < MOST_CONTAINERS) {
        containers.add(new PodUsage.ContainerUsage(name, cpu.getAsDouble(), memory.getAsDouble()));
      }
    }
    return time(item.path("timestamp").asText(""))
        .filter(at -> !pod.isEmpty() && !namespace.isEmpty() && !containers.isEmpty())
        .map(at -> new PodUsage(namespace, pod, at, containers));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
