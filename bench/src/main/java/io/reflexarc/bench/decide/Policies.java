package io.reflexarc.bench.decide;

import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.policy.Policy;
import io.reflexarc.schemas.policy.PolicyParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

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

  private static Map<String, PolicyRecord> of(String file) {
    Map<String, PolicyRecord> all = new LinkedHashMap<>();
    for (String document : text(file).split("---\n")) {
      Policy policy =
          PolicyParser.parseDocument(document, 1)
              .accepted()
              .orElseThrow(() -> new IllegalStateException(document + " is refused"));
      all.put(policy.key(), record(policy, document));
    }
    return all;
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
