package io.reflexarc.bench.decide;

import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.policy.Policy;
import io.reflexarc.schemas.policy.PolicyParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The policies that come with this module, each about every workload of the crowd. */
final class Policies {

  private static final String SPEC = "\nspec:\n";

  private Policies() {}

  /** Twenty: key of each to its record. */
  static Map<String, PolicyRecord> all() {
    return of("policies.yaml");
  }

  /** One that waits for nothing: its key to its record. */
  static Map<String, PolicyRecord> urgent() {
    return of("urgent.yaml");
  }

  /** The first five of the twenty: what one process can judge for two, when the other is dead. */
  static Map<String, PolicyRecord> few() {
    Map<String, PolicyRecord> few = new LinkedHashMap<>(all());
    few.keySet().retainAll(few.keySet().stream().limit(5).toList());
    return few;
  }

  /** One that answers a single fact: its key to its record. */
  static Map<String, PolicyRecord> probe() {
    return of("probe.yaml");
  }

  private static Map<String, PolicyRecord> of(String file) {
    Map<String, PolicyRecord> all = new LinkedHashMap<>();
    for (String document : text(file).split("---\n")) {
      Policy policy = policy(document);
      all.put(policy.key(), record(policy, document));
    }
    return all;
  }

  private static Policy policy(String document) {
    return PolicyParser.parseDocument(document, 1)
        .accepted()
        .orElseThrow(() -> new IllegalStateException(document + " is refused"));
  }

  /** The twenty, ready to judge. */
  static List<Rule> twenty() {
    return Arrays.stream(text("policies.yaml").split("---\n"))
        .map(document -> new Rule(policy(document)))
        .toList();
  }

  /** Kinds of indicators, of each of which there is one policy. */
  static List<String> kinds() {
    return symptoms().map(line -> line.substring(0, line.indexOf(':'))).toList();
  }

  /** The policy of that kind, ready to judge. */
  static Rule kind(String kind) {
    String symptom =
        symptoms().filter(line -> line.startsWith(kind + ":")).findFirst().orElseThrow();
    return new Rule(
        PolicyParser.parse(
                Crowd.NAMESPACE,
                kind.toLowerCase(Locale.ROOT),
                1,
                "target: {kind: Deployment, selector: {matchLabels: {tier: web}}}\nsymptom:\n  "
                    + symptom
                    + "\nladder: [{action: page}]\n")
            .accepted()
            .orElseThrow(() -> new IllegalStateException(symptom + " is refused")));
  }

  private static Stream<String> symptoms() {
    return text("kinds.yaml").lines().filter(line -> !line.isBlank());
  }

  private static PolicyRecord record(Policy policy, String document) {
    String spec = document.substring(document.indexOf(SPEC) + SPEC.length());
    return PolicyRecord.newBuilder()
        .setNamespace(policy.namespace())
        .setName(policy.name())
        .setApiVersion(PolicyParser.API_VERSION)
        .setGeneration(policy.generation())
        .setSpec(spec)
        .setSource("bench")
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  private static String text(String name) {
    try (InputStream file =
        Objects.requireNonNull(Policies.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
