package io.reflexarc.decider.command;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What planners are tried on: a workload of five, of which a pod is sick. */
final class Bases {

  static final String CHECKOUT = "prod/shop/Deployment/checkout";
  static final long NOW = 1_800_000;

  private Bases() {}

  /** A Deployment of five ready pods of v4. */
  static WorkloadState.Builder checkout() {
    return workload(CHECKOUT, 5);
  }

  static WorkloadState.Builder workload(String target, int replicas) {
    return WorkloadState.newBuilder()
        .setTarget(target)
        .setUid("uid")
        .setGeneration(7)
        .setObservedGeneration(7)
        .setDesiredReplicas(replicas)
        .setUpdatedReplicas(replicas)
        .setReadyReplicas(replicas)
        .setVersions(
            List.of(
                VersionState.newBuilder()
                    .setVersion("v4")
                    .setRevision("4")
                    .setObject(target)
                    .setTemplateHash("hash")
                    .setReplicas(replicas)
                    .setReady(replicas)
                    .setSince(Instant.EPOCH)
                    .setCurrent(true)
                    .build()))
        .setObservedAt(Instant.EPOCH);
  }

  /** A rung's plan for the whole workload. */
  static Plan plan(WorkloadState.Builder state, Action action, Map<String, String> with) {
    return plan(state, action, with, null, new TargetFacts());
  }

  /** A rung's plan for a sick pod, of which a fact tells the uid and the node. */
  static Plan ofPod(WorkloadState.Builder state, Action action, Map<String, String> with) {
    TargetFacts facts = new TargetFacts();
    Map<String, String> parts =
        Map.of(Fact.POD, "checkout-a", Fact.POD_UID, "uid-a", Fact.NODE, "node-7");
    facts.offer(
        new Fact("id", "pod.not-ready", Phase.BEGAN, 5, 5, "v4", new TreeMap<>(parts)),
        Long.MIN_VALUE);
    facts.settle(10, 1_000, fact -> true);
    return plan(state, action, with, "checkout-a", facts);
  }

  static Plan plan(
      WorkloadState.Builder state,
      Action action,
      Map<String, String> with,
      @Nullable String pod,
      TargetFacts facts) {
    Basis basis =
        new Basis(
            new Rung(action, Optional.of(Duration.ofMinutes(10)), with),
            Reading.unknown(Subject.ofPod("v4", pod), () -> ""),
            5_000,
            List.of(),
            new Fleet(state.build()),
            new TargetWindows(),
            facts,
            Ledger.EMPTY,
            List.of(),
            NOW);
    return Planner.of(basis).plan();
  }
}
