package io.reflexarc.decider.command;

import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.TreeMap;

/** Makes commands: never without an incident, evidence and an expiry (invariant I1). */
public final class CommandMaker {

  private CommandMaker() {}

  /**
   * The command of a rung.
   *
   * @param sick the reading that it rests on, with evidence
   * @param now event time of the decision
   * @param ttlMillis how long it is valid, milliseconds, greater than 0
   * @throws IllegalArgumentException when there is no evidence or no time to live
   */
  public static RemediationCommand make(
      TargetKey target,
      Case facts,
      int rung,
      Rule rule,
      Plan.Feasible plan,
      Reading sick,
      long now,
      long ttlMillis) {
    if (sick.evidence().isEmpty() || ttlMillis <= 0) {
      throw new IllegalArgumentException(
          "a command needs evidence and an expiry: " + sick.evidence() + ", " + ttlMillis + " ms");
    }
    String id = DeterministicId.ofCommand(facts.id(), rung);
    return RemediationCommand.newBuilder()
        .setId(id)
        .setIncidentId(facts.id())
        .setRung(rung)
        .setTarget(target.toString())
        .setSubject(plan.subject().orElse(null))
        .setAction(rule.spec().ladder().get(rung).action().word())
        .setParameters(new TreeMap<>(plan.parameters()))
        .setPreconditions(plan.preconditions())
        .setReason(sick.says() + ", for " + held(facts, now) + ": " + plan.says())
        .setEvidence(sick.evidence())
        .setMode(Mode.valueOf(rule.spec().mode().name()))
        .setPolicy(rule.key())
        .setPolicyGeneration(rule.policy().generation())
        .setIssuedAt(Instant.ofEpochMilli(now))
        .setExpiresAt(Instant.ofEpochMilli(now + ttlMillis))
        .setTraceparent(Traceparent.of(facts.id(), id))
        .build();
  }

  private static String held(Case facts, long now) {
    return Numbers.duration(now - facts.onsetAt());
  }
}
