package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schema refuses nothing that the parser accepts, and each of its CEL rules refuses what the
 * parser refuses too, with the same words.
 */
class CrdRulesTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final SchemaNode SCHEMA = SpecSchema.spec();
  private static final SchemaJudge JUDGE = new SchemaJudge(SCHEMA.json());
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern STEP = Pattern.compile("\\.([A-Za-z]+)|\\[]");
  private static final Path ACCEPTED = Path.of("src/test/resources/policy/accepted");
  private static final List<String> GOOD =
      List.of(
          "contract-example.yaml",
          "approve.yaml",
          "from-the-cluster.yaml",
          "memory-leak.yaml",
          "events.yaml",
          "absence.yaml",
          "gauge.yaml",
          "latency.yaml",
          "burn-rate.yaml",
          "outlier.yaml",
          "progress.yaml",
          "singleton.yaml",
          "actions.yaml",
          "actions-on-pods.yaml",
          "through-owners.yaml");

  static Stream<String> policies() throws IOException {
    List<String> policies = new ArrayList<>();
    for (String folder :
        List.of(
            "src/test/resources/policy/accepted",
            "../decider/src/test/resources/golden",
            "../sandbox/src/main/resources/scenarios")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
          policies.add(Files.readString(file));
        }
      }
    }
    EXAMPLE
        .matcher(Files.readString(Path.of("../docs/reference/policy.md")))
        .results()
        .forEach(match -> policies.add(match.group(1)));
    return policies.stream()
        .filter(it -> it.contains(PolicyParser.KIND))
        .filter(it -> PolicyParser.parseDocument(it, 1).accepted().isPresent());
  }

  static Stream<Arguments> rules() {
    return SCHEMA.rules().entrySet().stream()
        .flatMap(
            place -> place.getValue().stream().map(rule -> Arguments.of(place.getKey(), rule)));
  }

  @Test
  void shouldFindPoliciesWhenCorporaAreRead() throws IOException {
    assertThat(policies()).hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void shouldAcceptWhenTheParserAccepts(String policy) throws WrongValue {
    assertThat(JUDGE.judge(PolicyText.read(policy).path("spec"))).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rules")
  void shouldRefuseAsTheParserDoesWhenARuleIsBroken(String path, CelRule rule) throws IOException {
    // given
    JsonNode spec = broken(path, YAML.readTree(rule.refuses()));

    // when
    List<String> findings = JUDGE.judge(spec);
    List<Mistake> mistakes = PolicyParser.parse("shop", "p", 1, spec).mistakes();

    // then
    String at = ("spec" + path).replace("[]", "[0]") + rule.at();
    assertThat(findings).contains(at + ": " + rule.message());
    assertThat(mistakes)
        .anyMatch(it -> it.path().startsWith(at) && it.message().contains(rule.message()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldTouchOnlyWhatIsBoundedWhenAServerEstimatesTheCost(String path, CelRule rule) {
    assertThat(rule.rule()).hasSizeLessThan(2_000).doesNotContain("\\");
    assertThat(rule.message()).hasSizeLessThan(200).doesNotContain("\n");
    bounded(SCHEMA.json());
  }

  private static void bounded(JsonNode schema) {
    switch (schema.path("type").asText()) {
      case "string" -> assertThat(schema.path("maxLength").asInt()).isPositive();
      case "array" -> assertThat(schema.path("maxItems").asInt()).isPositive();
      default -> {}
    }
    if (schema.has("additionalProperties")) {
      assertThat(schema.path("maxProperties").asInt()).isPositive();
    }
    schema.path("properties").forEach(CrdRulesTest::bounded);
    Stream.of("items", "additionalProperties")
        .filter(schema::has)
        .forEach(below -> bounded(schema.get(below)));
  }

  /** The first of the good policies that has such a place, with something merged into it. */
  private static JsonNode broken(String path, JsonNode patch) throws IOException {
    for (String file : GOOD) {
      ObjectNode document = (ObjectNode) YAML.readTree(Files.readString(ACCEPTED.resolve(file)));
      List<String> steps =
          STEP.matcher(".spec" + path).results().map(match -> match.group(1)).toList();
      JsonNode parent = document;
      for (String step : steps.subList(0, steps.size() - 1)) {
        parent = step == null ? parent.path(0) : parent.path(step);
      }
      String last = steps.get(steps.size() - 1);
      if (last == null && parent instanceof ArrayNode list && !list.isEmpty()) {
        list.set(0, merged(list.get(0), patch));
        return document.path("spec");
      }
      if (last != null && parent.has(last) && parent instanceof ObjectNode mapping) {
        mapping.set(last, merged(parent.get(last), patch));
        return document.path("spec");
      }
    }
    throw new UncheckedIOException(new IOException("no good policy has " + path));
  }

  /** RFC 7396. */
  private static JsonNode merged(JsonNode value, JsonNode patch) {
    if (!patch.isObject() || !(value instanceof ObjectNode mapping)) {
      return patch;
    }
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                mapping.remove(field.getKey());
              } else {
                mapping.set(field.getKey(), merged(mapping.path(field.getKey()), field.getValue()));
              }
            });
    return mapping;
  }
}
