package io.reflexarc.detector.symptom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RolloutHistory;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.rollout.ArgoRolloutProgress;
import io.reflexarc.detector.symptom.rollout.ArgoRolloutStuck;
import io.reflexarc.schemas.avro.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgoRolloutsTest {

  private static final Instant NOW = Objects.START.plusSeconds(60);
  private static final List<ReplicaSetView> SETS =
      List.of(set("h1", "1", "v1", 0), set("h2", "2", "v2", 10), set("h3", "3", "v3", 20));

  private final ArgoRolloutProgress progress = new ArgoRolloutProgress(VersionSources.DEFAULT);
  private final ArgoRolloutStuck stuck = new ArgoRolloutStuck(VersionSources.DEFAULT);

  @Test
  void shouldTellARolloutFromItsStartToItsEnd() {
    RolloutHistory steady = rollout("h2", "h2", true, null, null);
    RolloutHistory canary = rollout("h3", "h2", false, null, null);
    RolloutHistory promoted = rollout("h3", "h3", true, null, null);

    assertThat(types(steady, canary)).containsExactly("rollout.started");
    assertThat(progress.between(steady, canary, NOW).get(0).message())
        .isEqualTo("rollout web rolls out v3 after v2");
    assertThat(types(canary, canary)).isEmpty();
    assertThat(types(canary, promoted)).containsExactly("rollout.completed");
    assertThat(types(promoted, promoted)).isEmpty();
  }

  @Test
  void shouldBeRolledBackWhenItIsAbortedOrToldToRunTheStableAgain() {
    RolloutHistory canary = rollout("h3", "h2", false, null, null);
    RolloutHistory aborted = rollout("h3", "h2", false, NOW, null);

    assertThat(progress.between(canary, aborted, NOW))
        .extracting(it -> it.type().word(), Finding::message)
        .containsExactly(
            tuple("rollout.rolled-back", "rollout web is aborted and goes back to v2 after v3"));
    assertThat(types(canary, rollout("h2", "h2", false, null, null)))
        .containsExactly("rollout.rolled-back");
    assertThat(types(aborted, aborted)).isEmpty();
  }

  @Test
  void shouldTellOfARolloutUnderWayButOfNoneThatIsOverAtAFirstLook() {
    assertThat(progress.between(null, rollout("h3", "h2", false, null, null), NOW))
        .extracting(it -> it.type().word(), Finding::certainty, Finding::occurredAt)
        .containsExactly(tuple("rollout.started", Certainty.TRACE, Objects.START.plusSeconds(20)));
    assertThat(progress.between(null, rollout("h3", "h3", true, null, null), NOW))
        .extracting(Finding::certainty)
        .containsExactly(Certainty.SEQUEL);
    assertThat(types(null, rollout("h1", "h1", true, null, null))).isEmpty();
  }

  @Test
  void shouldBeStuckUntilItMovesAgain() {
    RolloutHistory moving = rollout("h3", "h2", false, null, null);
    RolloutHistory late = rollout("h3", "h2", false, null, NOW);

    assertThat(stuck.between(moving, late, NOW))
        .extracting(Finding::phase)
        .containsExactly(Phase.BEGAN);
    assertThat(stuck.between(late, late, NOW)).isEmpty();
    assertThat(stuck.between(late, moving, NOW))
        .extracting(Finding::phase)
        .containsExactly(Phase.ENDED);
  }

  private List<String> types(@Nullable RolloutHistory before, RolloutHistory after) {
    return progress.between(before, after, NOW).stream().map(it -> it.type().word()).toList();
  }

  private static RolloutHistory rollout(
      String current,
      String stable,
      boolean healthy,
      @Nullable Instant abortedAt,
      @Nullable Instant stuckSince) {
    return new RolloutHistory(
        new RolloutView(
            Objects.meta("web", Map.of(), Map.of()),
            4,
            1,
            4,
            1,
            "3",
            "Canary",
            current,
            stable,
            healthy,
            false,
            abortedAt,
            stuckSince),
        SETS);
  }

  private static ReplicaSetView set(String hash, String revision, String version, int age) {
    Metadata meta =
        new Metadata(
            "shop",
            "web-" + hash,
            "uid-" + hash,
            "1",
            1,
            Objects.START.plusSeconds(age),
            false,
            Map.of(),
            Map.of(),
            new Metadata.ControllerRef("argoproj.io/v1alpha1", "Rollout", "web", "uid-web"));
    return new ReplicaSetView(
        meta, 1, revision, false, hash, Map.of("version", version), List.of(), null);
  }
}
