package io.reflexarc.schemas.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyParserTest {

  private static final Path ACCEPTED = Path.of("src/test/resources/policy/accepted");

  @Test
  void shouldReadEveryFieldWhenContractExampleIsParsed() throws IOException {
    // when
    Policy policy = accepted("contract-example.yaml");

    // then
    MetricSelector bad =
        new MetricSelector("http_requests_total", Map.of("status", new LabelPattern("5..")));
    Ratio ratio =
        new Ratio(
            bad,
            MetricSelector.of("http_requests_total"),
            Per.VERSION,
            Duration.ofMinutes(5),
            0.01,
            0.002,
            300,
            Optional.of(Versus.LAST_KNOWN_GOOD));
    Blackout weekend =
        new Blackout("0 0 18 * * FRI", Duration.ofHours(60), ZoneId.of("Europe/Berlin"));
    assertThat(policy)
        .isEqualTo(
            new Policy(
                "shop",
                "checkout-errors",
                1,
                new PolicySpec(
                    Mode.AUTO,
                    new TargetSelector(
                        "Deployment", Optional.empty(), Map.of("app", "checkout"), List.of()),
                    new Symptom(ratio, Duration.ofMinutes(10), Duration.ofMinutes(30)),
                    List.of(
                        new Rung(Action.ROLLBACK, Optional.of(Duration.ofMinutes(10)), Map.of()),
                        new Rung(Action.PAGE, Optional.empty(), Map.of("severity", "critical"))),
                    new Restraint(
                        Duration.ofMinutes(30),
                        List.of(
                            new RateLimit(1, Duration.ofHours(1), LimitScope.TARGET),
                            new RateLimit(5, Duration.ofHours(1), LimitScope.CLUSTER)),
                        List.of(weekend),
                        Set.of(
                            Hold.DEPENDENCY_UNHEALTHY,
                            Hold.NODE_UNHEALTHY,
                            Hold.ROLLOUT_IN_PROGRESS)),
                    Approval.DEFAULT)));
    assertThat(policy.key()).isEqualTo("shop/checkout-errors");
  }

  @Test
  void shouldTakeDocumentedDefaultsWhenLeastIsWritten() throws IOException {
    // when
    PolicySpec spec = accepted("least.yaml").spec();

    // then
    assertThat(spec.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(spec.restraint()).isEqualTo(Restraint.DEFAULT);
    assertThat(spec.approval()).isEqualTo(Approval.DEFAULT);
    assertThat(spec.symptom().forDuration()).isEqualTo(Duration.ofMinutes(10));
    assertThat(spec.symptom().recoverFor()).isEqualTo(Duration.ofMinutes(30));
    assertThat(spec.ladder().get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(spec.symptom().indicator())
        .isEqualTo(
            new Ratio(
                MetricSelector.of("failures_total"),
                MetricSelector.of("requests_total"),
                Per.VERSION,
                Duration.ofMinutes(5),
                0.05,
                0.01,
                100,
                Optional.empty()));
  }

  @Test
  void shouldHoldForNoCauseWhenThatIsWritten() throws IOException {
    // when
    Restraint restraint = accepted("restraint.yaml").spec().restraint();

    // then
    assertThat(Restraint.DEFAULT.holdWhile())
        .containsExactlyInAnyOrder(
            Hold.DEPENDENCY_UNHEALTHY, Hold.NODE_UNHEALTHY, Hold.RELEASE_UNHEALTHY);
    assertThat(restraint.holdWhile()).isEmpty();
    assertThat(restraint.limits())
        .extracting(RateLimit::scope)
        .containsExactly(LimitScope.values());
  }

  @Test
  void shouldTakeDocumentedDefaultsWhenTrendIsShort() throws IOException {
    // when
    PolicySpec spec = accepted("any-deployment.yaml").spec();

    // then
    assertThat(spec.symptom().indicator())
        .isEqualTo(
            new Trend(
                MetricSelector.of("heap_bytes"),
                Per.VERSION,
                Duration.ofMinutes(10),
                new Ceiling.Fixed(256L << 20),
                Duration.ofHours(1),
                Duration.ofHours(2),
                0.05,
                20));
  }

  @Test
  void shouldReadHowLongItWaitsWhenAHumanIsAsked() throws IOException {
    // when
    PolicySpec spec = accepted("approve.yaml").spec();

    // then
    assertThat(spec.mode()).isEqualTo(Mode.APPROVE);
    assertThat(spec.approval()).isEqualTo(new Approval(Duration.ofHours(1)));
  }

  @Test
  void shouldReadMemoryLimitWhenTrendNamesIt() throws IOException {
    // when
    Trend trend = (Trend) accepted("memory-leak.yaml").spec().symptom().indicator();

    // then
    assertThat(trend.ceiling()).isEqualTo(new Ceiling.MemoryLimit());
    assertThat(accepted("memory-leak.yaml").generation()).isEqualTo(3);
  }

  @Test
  void shouldRefuseWhenSpecIsNotThere() {
    // when
    ParseResult result = PolicyParser.parse("shop", "p", 1, NullNode.instance);

    // then
    assertThat(result.mistakes())
        .containsExactly(new Mistake("spec", "is missing, write {target, symptom, ladder}"));
  }

  @Test
  void shouldRefuseWhenNameOrGenerationIsWrong() {
    // given
    String spec =
        "{target: {kind: Deployment, name: a}, ladder: [{action: page}], symptom: {trend:"
            + " {metric: m, limit: 1, exhaustionWithin: 30m}}}";

    // then
    assertThat(PolicyParser.parse("shop", "p", 0, spec).accepted()).isPresent();
    assertThat(PolicyParser.parse("", "P!", -1, spec).mistakes())
        .extracting(Mistake::path)
        .containsExactly("metadata.namespace", "metadata.name", "metadata.generation");
  }

  @Test
  void shouldRefuseWhenDocumentIsTooLarge() {
    // when
    ParseResult result = PolicyParser.parseDocument("a: " + "ä".repeat(40 << 10), 1);

    // then
    assertThat(result.mistakes())
        .containsExactly(
            new Mistake("", "the document is larger than 64 KiB, the most a policy may have"));
  }

  @Test
  void shouldReadEachDocumentWhenFileHoldsSeveral() throws IOException {
    // given
    String text =
        "# policies of shop\n---\n"
            + Files.readString(ACCEPTED.resolve("least.yaml"))
            + "--- # next\n"
            + Files.readString(ACCEPTED.resolve("memory-leak.yaml"))
            + "...\n---\nkind: Other\n---\n";

    // when
    List<ParseResult> results = PolicyParser.parseDocuments(text, 1);

    // then
    assertThat(results)
        .extracting(result -> result.accepted().map(Policy::name).orElse("refused"))
        .containsExactly("least", "checkout-leak", "refused");
  }

  @Test
  void shouldStopReadingWhenFileHoldsTooManyDocuments() {
    assertThat(PolicyParser.parseDocuments("---\na: 1\n".repeat(100_000), 1))
        .hasSize(PolicyParser.MAX_DOCUMENTS + 1);
  }

  @Test
  void shouldBoundTheListWhenMistakesAreMany() {
    // given
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 1_000; i++) {
      spec.put("unknown" + i, i);
    }

    // when
    ParseResult result = PolicyParser.parse("shop", "p", 1, spec);

    // then: three parts are missing, a thousand fields unknown
    assertThat(result.mistakes()).hasSize(Mistakes.MAX + 1);
    assertThat(result.mistakes().get(Mistakes.MAX).message()).isEqualTo("and 903 more mistakes");
  }

  @Test
  void shouldGiveTheSamePolicyWhenSpecIsJsonOrTree() throws IOException {
    // given
    String json =
        "{\"target\":{\"kind\":\"Deployment\",\"name\":\"a\"},\"ladder\":[{\"action\":\"page\"}],"
            + "\"symptom\":{\"trend\":{\"metric\":\"m\",\"limit\":1,\"exhaustionWithin\":\"30m\"}}}";

    // then
    assertThat(PolicyParser.parse("shop", "p", 1, json))
        .isEqualTo(
            PolicyParser.parse(
                "shop", "p", 1, new com.fasterxml.jackson.databind.ObjectMapper().readTree(json)));
  }

  private static Policy accepted(String file) throws IOException {
    return PolicyParser.parseDocument(Files.readString(ACCEPTED.resolve(file)), 1)
        .accepted()
        .orElseThrow();
  }
}
