package io.reflexarc.schemas.contract;

import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** The reference page of topics and records, made of the catalogue and the schemas' own words. */
final class RecordsPage {

  private static final String INTRODUCTION =
      """
      # Topics and records

      Made from the topic catalogue and the Avro schemas; do not edit, see the end.

      Values are in the Confluent wire format: a zero byte, the schema's id in four bytes, then Avro binary. Subjects
      are `<topic>-value`. Keys are UTF-8 text. A record's timestamp is its event time. Schemas evolve
      `FULL_TRANSITIVE`: each version reads, and is read by, every other.

      What cannot be read goes to `<topic>.dead-letter`, bytes as found, with the reason in its headers
      (`reflexarc.reason`, `.stage`, `.topic`, `.partition`, `.offset`, `.timestamp`), kept 14 days.
      """;

  private static final String REGENERATE =
      """

      Made anew by `./mvnw -pl schemas test -Dtest=RecordsPageTest -Dreflexarc.regenerate=true`.
      """;

  private final StringBuilder page = new StringBuilder();
  private final Map<String, Schema> seen = new LinkedHashMap<>();
  private final Deque<Schema> parts = new ArrayDeque<>();

  private RecordsPage() {}

  static String write() {
    RecordsPage records = new RecordsPage();
    records.page.append(INTRODUCTION);
    records.topics();
    records.all();
    records.page.append(REGENERATE);
    return records.page.toString();
  }

  private void topics() {
    page.append("\n## Topics\n\n| topic | key | value | kept |\n|---|---|---|---|\n");
    TopicNames names = new TopicNames(TopicNames.DEFAULT_PREFIX);
    for (Topic topic : Topic.values()) {
      String record = topic.schema().getName();
      row(
          "`" + names.of(topic) + "`",
          key(topic.key()),
          "[" + record + "](#" + anchor(record) + ")",
          kept(topic));
    }
  }

  private void all() {
    page.append("\n## Records\n");
    for (Topic topic : Topic.values()) {
      meet(topic.schema());
    }
    while (!parts.isEmpty()) {
      describe(parts.remove());
    }
  }

  private void describe(Schema schema) {
    page.append("\n### ").append(schema.getName()).append("\n\n");
    page.append(text(schema.getDoc())).append("\n\n");
    if (schema.getType() == Schema.Type.ENUM) {
      page.append(
          schema.getEnumSymbols().stream()
              .map(symbol -> "`" + symbol + "`")
              .collect(Collectors.joining(" ")));
      page.append("\n");
      return;
    }
    page.append("| field | type | default | meaning |\n|---|---|---|---|\n");
    for (Schema.Field field : schema.getFields()) {
      row("`" + field.name() + "`", type(field.schema()), standard(field), text(field.doc()));
    }
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void meet(Schema schema) {
    if (seen.putIfAbsent(schema.getFullName(), schema) == null) {
      parts.add(schema);
    }
  }

  private String type(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM -> {
        meet(schema);
        yield "[" + schema.getName() + "](#" + anchor(schema.getName()) + ")";
      }
      case ARRAY -> "list of " + type(schema.getElementType());
      case MAP -> "map of " + type(schema.getValueType());
      case UNION -> union(schema);
      case LONG -> schema.getLogicalType() == null ? "long" : schema.getLogicalType().getName();
      default -> schema.getType().getName();
    };
  }

  private String union(Schema schema) {
    List<String> branches = new ArrayList<>();
    boolean optional = false;
    for (Schema branch : schema.getTypes()) {
      if (branch.getType() == Schema.Type.NULL) {
        optional = true;
      } else {
        branches.add(type(branch));
      }
    }
    return String.join(" or ", branches) + (optional ? ", optional" : "");
  }

  private static String standard(Schema.Field field) {
    Object value = field.defaultVal();
    if (value == null) {
      return "";
    }
    return value == JsonProperties.NULL_VALUE ? "`null`" : "`" + quoted(value) + "`";
  }

  private static String quoted(Object value) {
    return value instanceof String text && text.isEmpty() ? "\"\"" : value.toString();
  }

  private static String key(Topic.Key key) {
    return switch (key) {
      case TARGET -> "target: `cluster/namespace/Kind/name`";
      case POLICY -> "policy: `namespace/name`";
      case SCOPE -> "scope";
      case CLUSTER -> "cluster";
    };
  }

  private static String kept(Topic topic) {
    Duration retention = topic.retention();
    return retention == null ? "the last of each key" : retention.toDays() + " days";
  }

  private static String text(String doc) {
    return doc == null ? "" : doc.replace("|", "\\|").replace("\n", " ");
  }

  private static String anchor(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
