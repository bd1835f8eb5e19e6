package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is given to it, the parser answers; it never throws. */
class PolicyParserFuzzTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> WORDS =
      List.of(
          "mode",
          "target",
          "symptom",
          "ladder",
          "restraint",
          "approval",
          "kind",
          "name",
          "selector",
          "matchLabels",
          "matchExpressions",
          "key",
          "operator",
          "values",
          "ratio",
          "trend",
          "bad",
          "total",
          "metric",
          "where",
          "per",
          "window",
          "unhealthyAbove",
          "healthyBelow",
          "minimumSamples",
          "versus",
          "for",
          "recoverFor",
          "limit",
          "exhaustionWithin",
          "healthyBeyond",
          "minimumRise",
          "action",
          "verifyWithin",
          "with",
          "severity",
          "cooldown",
          "count",
          "scope",
          "blackouts",
          "cron",
          "duration",
          "timezone",
          "holdWhile",
          "events",
          "type",
          "phases",
          "atLeast",
          "atLeastShare",
          "healthyAtMost",
          "condition",
          "alert",
          "absence",
          "silentFor",
          "gauge",
          "take",
          "burnRate",
          "objective",
          "windows",
          "factor",
          "long",
          "short",
          "period",
          "latency",
          "quantile",
          "all",
          "any",
          "unhealthyBelow",
          "healthyAbove",
          "outlier",
          "traffic",
          "step",
          "score",
          "history",
          "floor",
          "times",
          "minimumPeers",
          "progress",
          "arrivals",
          "backlog",
          "completions",
          "singleton",
          "lease",
          "x");
  private static final List<String> TEXTS =
      List.of(
          "auto",
          "observe",
          "approve",
          "Deployment",
          "checkout",
          "In",
          "Exists",
          "version",
          "pod",
          "node",
          "label:country",
          "5m",
          "10m",
          "1h30m",
          "0s",
          "999999d",
          "1%",
          "0.2%",
          "100%",
          "256Mi",
          "memory-limit",
          "pod.oom-killed",
          "workload",
          "Node",
          "page",
          "rollback",
          "critical",
          "0 18 * * FRI",
          "0 0 0 30 2 *",
          "* * * * * *",
          "UTC",
          "target",
          "cluster",
          "rollout-in-progress",
          "last-known-good",
          "5..",
          "((",
          "",
          "\u0000");

  @Property(tries = 2000)
  void shouldAnswerWhenGivenAnyBytes(@ForAll byte @Size(max = 300) [] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(PolicyParser.parseDocument(text, 1)).isNotNull();
    assertThat(PolicyParser.parse("shop", "p", 1, text)).isNotNull();
  }

  @Property(tries = 1000)
  void shouldAnswerWhenAGoodPolicyIsDamaged(
      @ForAll @IntRange(max = 5) int file,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll @IntRange(max = 40) int cut,
      @ForAll("yamlMarks") String inserted)
      throws IOException {
    String good = documents().get(file % documents().size());
    int from = Math.min(at, good.length());
    String damaged =
        good.substring(0, from) + inserted + good.substring(Math.min(good.length(), from + cut));
    assertThat(PolicyParser.parseDocument(damaged, 1)).isNotNull();
  }

  @Property(tries = 1000)
  void shouldAnswerWhenGivenAnyTree(@ForAll("trees") JsonNode tree) {
    ParseResult result = PolicyParser.parse("shop", "p", 1, tree);
    result.mistakes().forEach(mistake -> assertThat(mistake.message()).hasSizeLessThan(2_000));
  }

  @Property(tries = 300)
  void shouldAnswerAlikeWhenAnAcceptedSpecIsWrittenAsText(@ForAll("trees") JsonNode tree) {
    if (tree.isObject()) {
      assertThat(PolicyParser.parse("shop", "p", 1, tree.toString()))
          .isEqualTo(PolicyParser.parse("shop", "p", 1, tree));
    }
  }

  @Provide
  Arbitrary<String> yamlMarks() {
    return Arbitraries.of(
        "",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!!java.lang.Object ",
        "\t",
        "\"",
        "'",
        "|\n",
        ">\n",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "<<: ",
        "? ",
        "#",
        "\u0000",
        "\uFEFF",
        "\uD800",
        "0x1F",
        "1e999",
        ".nan",
        "~",
        "\n\n",
        "@",
        "`");
  }

  @Provide
  Arbitrary<JsonNode> trees() {
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            Arbitraries.of(TEXTS).map(NODES::textNode),
            Arbitraries.strings().ofMaxLength(100).map(NODES::textNode),
            Arbitraries.integers().map(NODES::numberNode),
            Arbitraries.doubles().map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    Arbitrary<JsonNode> trees = leaves;
    for (int depth = 0; depth < 3; depth++) {
      trees = Arbitraries.frequencyOf(Tuple.of(1, leaves), Tuple.of(3, branches(trees)));
    }
    return trees;
  }

  private static Arbitrary<JsonNode> branches(Arbitrary<JsonNode> inner) {
    Arbitrary<JsonNode> mapping =
        Arbitraries.maps(Arbitraries.of(WORDS), inner)
            .ofMaxSize(5)
            .map(PolicyParserFuzzTest::mapping);
    Arbitrary<JsonNode> list =
        inner.list().ofMaxSize(3).map(items -> NODES.arrayNode().addAll(items));
    return Arbitraries.frequencyOf(Tuple.of(3, mapping), Tuple.of(1, list));
  }

  private static JsonNode mapping(Map<String, JsonNode> fields) {
    ObjectNode mapping = NODES.objectNode();
    mapping.setAll(fields);
    return mapping;
  }

  private static List<String> documents() throws IOException {
    List<String> documents = new ArrayList<>();
    try (var files = Files.list(Path.of("src/test/resources/policy/accepted"))) {
      for (Path file : files.sorted().toList()) {
        documents.add(Files.readString(file));
      }
    }
    return documents;
  }
}
