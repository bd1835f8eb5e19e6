package io.reflexarc.sandbox.demo;

import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.Policy;
import io.reflexarc.schemas.policy.PolicyParser;
import io.reflexarc.schemas.policy.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is being waited for now: a crossing's {@code for}, an incident's proof, its recovery. Read
 * from the audit, with the lengths of the policies that it names.
 */
final class Waits {

  private static final int MOST_POLICIES = 1_000;
  private static final int MOST_WAITS = 100;

  private final Map<String, Policy> policies = new HashMap<>();
  private final Map<String, Wait> waits = new LinkedHashMap<>();

  void policy(PolicyRecord record) {
    ParseResult parsed =
        PolicyParser.parse(
            record.getNamespace(), record.getName(), record.getGeneration(), record.getSpec());
    if (parsed instanceof ParseResult.Accepted accepted && policies.size() < MOST_POLICIES) {
      policies.put(accepted.policy().key(), accepted.policy());
    }
  }

  void audit(RemediationAudit audit) {
    String crossing = audit.getTarget() + " " + audit.getPolicy();
    if (audit.getStage() == Stage.DETECTED) {
      put(crossing, next(audit));
    } else {
      waits.remove(crossing);
      if (audit.getStage() == Stage.ISSUED) {
        waits.keySet().removeIf(key -> key.startsWith(audit.getTarget() + " "));
      }
      put(audit.getTarget(), next(audit));
    }
  }

  private void put(String key, Optional<Wait> next) {
    if (next.isEmpty() || waits.size() >= MOST_WAITS) {
      waits.remove(key);
      return;
    }
    Wait before = waits.get(key);
    if (before == null || !before.what().equals(next.get().what())) {
      waits.put(key, next.get());
    }
  }

  private Optional<Wait> next(RemediationAudit audit) {
    Optional<Policy> policy = Optional.ofNullable(policies.get(audit.getPolicy()));
    return switch (audit.getStage()) {
      case DETECTED ->
          policy.flatMap(p -> wait(crossing(audit), audit, p.spec().symptom().forDuration()));
      case ISSUED -> Optional.of(new Wait("command to be carried out", audit.getAt(), TO_APPLY));
      case APPLIED, ALREADY_APPLIED, VERIFYING ->
          policy.flatMap(Waits::verifyWithin).flatMap(w -> wait("proof of healing", audit, w));
      case HEALED ->
          policy.flatMap(p -> wait("healthy long enough", audit, p.spec().symptom().recoverFor()));
      default -> Optional.empty();
    };
  }

  List<Wait> now() {
    return List.copyOf(waits.values());
  }

  private static final Duration TO_APPLY = Duration.ofSeconds(30);

  private static Optional<Wait> wait(String what, RemediationAudit audit, Duration length) {
    if (length.isZero()) {
      return Optional.empty();
    }
    Instant since = audit.getAt();
    return Optional.of(new Wait(what, since, length));
  }

  private static String crossing(RemediationAudit audit) {
    if (audit.getEvidence().isEmpty()) {
      return "symptom to last";
    }
    Evidence evidence = audit.getEvidence().get(0);
    String version = evidence.getVersion() == null ? "" : " of " + evidence.getVersion();
    Double threshold = evidence.getThreshold();
    return evidence.getIndicator()
        + version
        + (threshold == null
            ? " unhealthy"
            : " beyond " + Words.value(threshold, evidence.getUnit()));
  }

  private static Optional<Duration> verifyWithin(Policy policy) {
    return policy.spec().ladder().stream()
        .map(Rung::verifyWithin)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
