package io.reflexarc.decider.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Rung;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackPlannerTest {

  private static final String LEDGER = "demo/shop/StatefulSet/ledger";

  @Test
  void shouldSayThatTheTargetIsNotSupportedWhenItIsNoDeployment() {
    // given a StatefulSet that rolls out
    WorkloadState state =
        WorkloadState.newBuilder()
            .setTarget(LEDGER)
            .setUid("u")
            .setGeneration(2)
            .setObservedGeneration(2)
            .setDesiredReplicas(3)
            .setUpdatedReplicas(1)
            .setReadyReplicas(3)
            .setVersions(List.of(version("v2", "ledger-b", true), version("v1", "ledger-a", false)))
            .setObservedAt(Instant.EPOCH)
            .build();
    Basis basis =
        new Basis(
            new Rung(Action.ROLLBACK, Optional.of(Duration.ofMinutes(10)), Map.of()),
            Reading.unknown(Subject.ofVersion("v2"), List.of(), () -> ""),
            5_000,
            List.of(),
            new Fleet(state),
            new TargetFacts(),
            Ledger.EMPTY,
            List.of(),
            10_000);

    // when
    Plan plan = Planner.of(basis).plan();

    // then
    assertThat(plan)
        .isEqualTo(
            new Plan.Impossible(
                Gate.UNSUPPORTED_TARGET,
                "a StatefulSet cannot be rolled back, only a Deployment can"));
  }

  private static VersionState version(String name, String revision, boolean current) {
    return VersionState.newBuilder()
        .setVersion(name)
        .setRevision(revision)
        .setObject(LEDGER)
        .setTemplateHash(revision)
        .setReplicas(1)
        .setReady(1)
        .setSince(Instant.EPOCH)
        .setCurrent(current)
        .build();
  }
}
