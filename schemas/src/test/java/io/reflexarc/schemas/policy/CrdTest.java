package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The custom resource definition is what the records say, and knows the fields that the parser
 * knows.
 */
class CrdTest {

  private static final Path CRD = Path.of("../deploy/crd/remediationpolicies.yaml");
  private static final String UNKNOWN = "qqqqqqqqqqqqqqqqqqqq";
  private static final Set<String> WRITERS_OWN = Set.of("matchLabels", "where", "all", "any");
  private static final List<String> FULL =
      List.of(
          "contract-example.yaml",
          "through-owners.yaml",
          "memory-leak.yaml",
          "from-the-cluster.yaml",
          "events.yaml",
          "condition.yaml",
          "alert.yaml",
          "absence.yaml",
          "absence-of-facts.yaml",
          "gauge.yaml",
          "gauge-too-low.yaml",
          "latency.yaml",
          "burn-rate.yaml",
          "actions.yaml",
          "actions-on-pods.yaml",
          "actions-on-nodes.yaml",
          "approve.yaml",
          "outlier.yaml",
          "outlier-of-levels.yaml",
          "outlier-of-times.yaml",
          "progress.yaml",
          "progress-of-a-backlog.yaml",
          "singleton.yaml",
          "singleton-by-facts.yaml",
          "all.yaml",
          "any.yaml");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final Map<String, Class<?>> RECORDS =
      Map.ofEntries(
          Map.entry("spec", PolicySpec.class),
          Map.entry("spec.target.selector.matchExpressions", LabelExpression.class),
          Map.entry("spec.symptom.ratio", Ratio.class),
          Map.entry("spec.symptom.ratio.bad", MetricSelector.class),
          Map.entry("spec.symptom.trend", Trend.class),
          Map.entry("spec.symptom.events", Events.class),
          Map.entry("spec.symptom.condition", HeldState.class),
          Map.entry("spec.symptom.alert", Alert.class),
          Map.entry("spec.symptom.absence", Absence.class),
          Map.entry("spec.symptom.gauge", Gauge.class),
          Map.entry("spec.symptom.latency", Latency.class),
          Map.entry("spec.symptom.burnRate", BurnRate.class),
          Map.entry("spec.symptom.burnRate.windows", BurnRate.Pair.class),
          Map.entry("spec.symptom.outlier", Outlier.class),
          Map.entry("spec.symptom.outlier.ratio", Outlier.Share.class),
          Map.entry("spec.symptom.outlier.gauge", Outlier.Level.class),
          Map.entry("spec.symptom.outlier.latency", Outlier.Slowness.class),
          Map.entry("spec.symptom.progress", WorkProgress.class),
          Map.entry("spec.symptom.singleton", Singleton.class),
          Map.entry("spec.ladder", Rung.class),
          Map.entry("spec.restraint", Restraint.class),
          Map.entry("spec.restraint.limit", RateLimit.class),
          Map.entry("spec.approval", Approval.class));

  /** Parts of records that are written under another name. */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "measure",
          "ratio",
          "work",
          "arrivals",
          "longWindow",
          "long",
          "shortWindow",
          "short",
          "ceiling",
          "limit",
          "limits",
          "limit",
          "fact",
          "type",
          "threshold",
          "unhealthyAbove");

  @Test
  void shouldBeWhatTheRecordsSayWhenDefinitionIsRead() throws IOException {
    // given
    String definition = CrdDocument.text();

    // then
    assertThat(Files.exists(CRD) ? Files.readString(CRD) : "")
        .as("%s is to hold:\n%s\nEND", CRD, definition)
        .isEqualTo(definition);
  }

  @Test
  void shouldHaveAFieldForEachPartOfARecordWhenDefinitionIsRead() throws IOException {
    for (Map.Entry<String, Class<?>> record : RECORDS.entrySet()) {
      Set<String> fields = fieldsOfTheSchema().get(record.getKey());
      for (RecordComponent part : record.getValue().getRecordComponents()) {
        assertThat(fields).contains(WRITTEN.getOrDefault(part.getName(), part.getName()));
      }
    }
    assertThat(fieldsOfTheSchema().get("spec.symptom")).containsAll(SymptomReader.indicators());
  }

  @Test
  void shouldKnowTheSameFieldsWhenParserAndSchemaAreCompared() throws IOException {
    assertThat(fieldsOfTheSchema()).isEqualTo(fieldsOfTheParser());
  }

  @Test
  void shouldKeepUnknownFieldsWhenSchemaDescribesAMappingOfTheSpec() throws IOException {
    spec()
        .findParents("properties")
        .forEach(
            mapping ->
                assertThat(mapping.path("x-kubernetes-preserve-unknown-fields").asBoolean())
                    .as(mapping.path("description").asText())
                    .isTrue());
  }

  @Test
  void shouldServeTheParsersVersionWhenSchemaIsInstalled() throws IOException {
    JsonNode crd = YAML.readTree(Files.readString(CRD)).path("spec");
    assertThat(crd.path("group").asText() + "/" + crd.at("/versions/0/name").asText())
        .isEqualTo(PolicyParser.API_VERSION);
    assertThat(crd.at("/names/kind").asText()).isEqualTo(PolicyParser.KIND);
  }

  /** Path of each mapping to its fields, as the schema says. */
  private static Map<String, Set<String>> fieldsOfTheSchema() throws IOException {
    Map<String, Set<String>> fields = new TreeMap<>();
    describe("spec", spec(), fields);
    return fields;
  }

  private static void describe(String path, JsonNode schema, Map<String, Set<String>> fields) {
    if (schema.has("items")) {
      describe(path, schema.get("items"), fields);
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      fields.computeIfAbsent(path, absent -> new TreeSet<>()).add(property.getKey());
      describe(path + "." + property.getKey(), property.getValue(), fields);
    }
  }

  private static JsonNode spec() throws IOException {
    return YAML.readTree(Files.readString(CRD))
        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
  }

  /** Path of each mapping to its fields, as the parser lists them beside an unknown one. */
  private static Map<String, Set<String>> fieldsOfTheParser() throws IOException {
    Map<String, Set<String>> fields = new TreeMap<>();
    for (String file : FULL) {
      JsonNode spec =
          YAML.readTree(Files.readString(Path.of("src/test/resources/policy/accepted", file)))
              .path("spec");
      addUnknown(spec);
      for (Mistake mistake : PolicyParser.parse("shop", "p", 1, spec).mistakes()) {
        assertThat(mistake.path()).endsWith("." + UNKNOWN);
        String path = mistake.path().replace("." + UNKNOWN, "").replaceAll("\\[\\d+]", "");
        String list = mistake.message().replaceFirst(".*, write ", "");
        fields
            .computeIfAbsent(path, absent -> new TreeSet<>())
            .addAll(List.of(list.split(", | or ")));
      }
    }
    return fields;
  }

  private static void addUnknown(JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              if (!WRITERS_OWN.contains(field.getKey())) {
                addUnknown(field.getValue());
              }
            });
    node.forEach(
        item -> {
          if (node.isArray()) {
            addUnknown(item);
          }
        });
    if (node instanceof ObjectNode mapping) {
      mapping.put(UNKNOWN, 1);
    }
  }
}
