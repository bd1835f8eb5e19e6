package io.reflexarc.decider.command;

import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.incident.Issued;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Mode;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Action;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Makes commands: never without an incident, evidence and an expiry (invariant I1). */
public final class CommandMaker {

  private CommandMaker() {}

  /**
   * The command of a rung.
   *
   * @param rung number of the rung
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
    Action action = facts.rung(rule, rung).orElseThrow().action();
    return command(DeterministicId.ofCommand(facts.id(), rung), target, facts, plan, now, ttlMillis)
        .setRung(facts.place(rung))
        .setAction(action.word())
        .setReason(sick.says() + ", for " + held(facts, now) + ": " + plan.says())
        .setEvidence(evidence(sick.evidence()))
        .setMode(Mode.valueOf(rule.spec().mode().name()))
        .setPolicy(rule.key())
        .setPolicyGeneration(rule.policy().generation())
        .build();
  }

  /**
   * The command that takes back an effect of the incident, or a part of it. It rests on the last
   * numbers of the incident.
   *
   * @param generation generation of the policy; 0 when the policy is gone
   * @param why why it is taken back, a clause
   * @throws IllegalArgumentException when there is no evidence or no time to live
   */
  public static RemediationCommand takeBack(
      TargetKey target,
      Case facts,
      Issued effect,
      Reversal reversal,
      String why,
      long generation,
      long now,
      long ttlMillis) {
    String id = DeterministicId.ofUndo(facts.id(), effect.rung(), reversal.step());
    return command(id, target, facts, reversal.plan(), now, ttlMillis)
        .setRung(facts.place(effect.rung()))
        .setAction(reversal.action().word())
        .setReason(why + ": " + reversal.plan().says())
        .setEvidence(evidence(facts.evidence()))
        .setMode(Mode.AUTO)
        .setPolicy(facts.policy())
        .setPolicyGeneration(generation)
        .build();
  }

  private static RemediationCommand.Builder command(
      String id, TargetKey target, Case facts, Plan.Feasible plan, long now, long ttlMillis) {
    if (ttlMillis <= 0) {
      throw new IllegalArgumentException("a command needs an expiry: " + ttlMillis + " ms");
    }
    return RemediationCommand.newBuilder()
        .setId(id)
        .setIncidentId(facts.id())
        .setTarget(target.toString())
        .setSubject(plan.subject().orElse(null))
        .setParameters(new TreeMap<>(plan.parameters()))
        .setPreconditions(plan.preconditions())
        .setIssuedAt(Instant.ofEpochMilli(now))
        .setExpiresAt(Instant.ofEpochMilli(now + ttlMillis))
        .setTraceparent(Traceparent.of(facts.id(), id));
  }

  private static List<Evidence> evidence(List<Evidence> evidence) {
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("a command needs evidence");
    }
    return evidence;
  }

  private static String held(Case facts, long now) {
    return Numbers.duration(now - facts.onsetAt());
  }
}
