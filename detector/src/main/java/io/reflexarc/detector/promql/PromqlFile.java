package io.reflexarc.detector.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.detector.attribution.TargetLabels;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.text.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file that says what is asked. Strict: what it does not know is a mistake. */
public final class PromqlFile {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int MOST_GROUPS = 20;
  private static final int MOST_QUERIES = 20;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final String METRIC = "[a-zA-Z_:][a-zA-Z0-9_:]{0,199}";
  private static final TargetLabels LABELS =
      new TargetLabels(
          "cluster",
          "namespace",
          TargetLabels.kinds(
              List.of(
                  "Pod=pod",
                  "Deployment=deployment",
                  "StatefulSet=statefulset",
                  "DaemonSet=daemonset",
                  "Node=node")),
          "version");

  private PromqlFile() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming the field and the fix
   */
  public static List<PromqlGroup> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static List<PromqlGroup> parse(String text) throws IOException {
    JsonNode root = YAML.readTree(text);
    only("the file", root, Set.of("groups"));
    JsonNode groups = list("groups", root.path("groups"), MOST_GROUPS);
    List<PromqlGroup> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < groups.size(); i++) {
      PromqlGroup group = group("groups[" + i + "]", groups.get(i));
      if (!names.add(group.name())) {
        throw wrong("groups[" + i + "].name", "'" + group.name() + "' is there twice");
      }
      read.add(group);
    }
    return read;
  }

  private static PromqlGroup group(String path, JsonNode json) {
    only(path, json, Set.of("name", "interval", "lookback", "labels", "queries"));
    Duration interval = duration(path + ".interval", json.path("interval"), "15s");
    JsonNode queries = list(path + ".queries", json.path("queries"), MOST_QUERIES);
    List<PromqlQuery> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < queries.size(); i++) {
      PromqlQuery query = query(path + ".queries[" + i + "]", queries.get(i), interval);
      if (!names.add(query.name())) {
        throw wrong(path + ".queries[" + i + "].name", "'" + query.name() + "' is there twice");
      }
      read.add(query);
    }
    JsonNode lookback = json.path("lookback");
    return new PromqlGroup(
        text(path + ".name", json.path("name"), "[a-zA-Z0-9_.-]{1,100}"),
        interval,
        lookback.isMissingNode() ? null : duration(path + ".lookback", lookback, null),
        labels(path + ".labels", json.path("labels")),
        read);
  }

  private static PromqlQuery query(String path, JsonNode json, Duration interval) {
    only(path, json, Set.of("name", "expr", "kind", "step"));
    JsonNode step = json.path("step");
    Duration every = step.isMissingNode() ? null : duration(path + ".step", step, null);
    if (every != null && every.compareTo(interval) > 0) {
      throw wrong(path + ".step", "is longer than the group's interval");
    }
    return new PromqlQuery(
        text(path + ".name", json.path("name"), METRIC),
        text(path + ".expr", json.path("expr"), "(?s).{1,10000}"),
        kind(path + ".kind", json.path("kind").asText("gauge")),
        every);
  }

  private static MetricKind kind(String path, String word) {
    return switch (word) {
      case "gauge" -> MetricKind.GAUGE;
      case "counter" -> MetricKind.COUNTER;
      default -> throw wrong(path, "is neither gauge nor counter");
    };
  }

  private static TargetLabels labels(String path, JsonNode json) {
    if (json.isMissingNode()) {
      return LABELS;
    }
    only(path, json, Set.of("cluster", "namespace", "version", "kinds"));
    List<String> kinds = new ArrayList<>();
    json.path("kinds")
        .properties()
        .forEach(it -> kinds.add(it.getKey() + "=" + it.getValue().asText()));
    try {
      return new TargetLabels(
          json.path("cluster").asText(LABELS.cluster()),
          json.path("namespace").asText(LABELS.namespace()),
          kinds.isEmpty() ? LABELS.kinds() : TargetLabels.kinds(kinds),
          json.path("version").asText(LABELS.version()));
    } catch (IllegalArgumentException e) {
      throw wrong(path + ".kinds", String.valueOf(e.getMessage()));
    }
  }

  private static void only(String path, JsonNode json, Set<String> fields) {
    if (!json.isObject()) {
      throw wrong(path, "is not a map of " + fields.stream().sorted().toList());
    }
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!fields.contains(entry.getKey())) {
        throw wrong(
            path + "." + entry.getKey(),
            "there is no such field, only " + fields.stream().sorted().toList());
      }
    }
  }

  private static JsonNode list(String path, JsonNode json, int most) {
    if (!json.isArray() || json.isEmpty() || json.size() > most) {
      throw wrong(path, "is not a list of 1 to " + most);
    }
    return json;
  }

  private static String text(String path, JsonNode json, String pattern) {
    if (!json.isTextual() || !json.textValue().matches(pattern)) {
      throw wrong(path, "is missing, or does not match " + pattern);
    }
    return json.textValue();
  }

  private static Duration duration(String path, JsonNode json, @Nullable String byDefault) {
    String written = byDefault == null ? json.asText() : json.asText(byDefault);
    Duration duration = DurationText.parse(written).orElse(Duration.ZERO);
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw wrong(path, "is not a duration of 1s to 1h, write 15s");
    }
    return duration;
  }

  private static IllegalArgumentException wrong(String path, String problem) {
    return new IllegalArgumentException(path + ": " + problem);
  }
}
