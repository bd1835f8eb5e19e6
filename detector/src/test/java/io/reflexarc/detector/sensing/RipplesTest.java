package io.reflexarc.detector.sensing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.LabelSelector;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Readiness;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.LabelExpression;
import io.reflexarc.schemas.policy.LabelExpression.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose state is made anew when something changes. */
class RipplesTest {

  private static final Instant NOW = Objects.START.plusSeconds(600);
  private static final TargetKey CHECKOUT = TargetKey.parse("demo/shop/Deployment/checkout");

  private final Senses senses =
      new Senses(
          "demo",
          VersionSources.DEFAULT,
          new Recognition(Duration.ofMinutes(5), VersionSources.DEFAULT),
          Duration.ofSeconds(10),
          OwnerInquiry.NONE);

  @BeforeEach
  void aWorkload() {
    senses.observe(new Observation.Complete(), NOW);
    see(
        Objects.deployment(
            "checkout",
            1,
            "1",
            Map.of("argocd.argoproj.io/tracking-id", "shop:apps/Deployment:shop/checkout")));
    see(Objects.replicaSet("checkout", "abc", "1", "v1", 1));
    senses.drainChanged();
  }

  @Test
  void shouldMoveNothingWhenAnAutoscalerOnlyMeasures() {
    see(autoscaler("1", 3));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);

    see(autoscaler("2", 3));
    assertThat(senses.drainChanged()).isEmpty();

    see(autoscaler("3", 4));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);

    senses.observe(new Observation.Gone(autoscaler("3", 4)), NOW);
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);
  }

  @Test
  void shouldMoveOnlyWhatABudgetProtects() {
    see(budget("app", "other", 1));
    assertThat(senses.drainChanged()).isEmpty();

    see(budget("version", "v1", 1));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);

    see(budget("version", "v1", 1));
    assertThat(senses.drainChanged()).isEmpty();

    see(budget("version", "v2", 1));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);
  }

  @Test
  void shouldMoveWhatADeliveryBroughtWhenItIsSuspended() {
    see(application(true));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);

    see(application(true));
    assertThat(senses.drainChanged()).isEmpty();

    see(application(false));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);
  }

  @Test
  void shouldMoveNothingWhenANodeOnlySaysThatItLives() {
    see(Objects.node("1", true, false));
    assertThat(senses.drainChanged()).containsExactly(TargetKey.parse("demo//Node/node-1"));

    see(Objects.node("2", true, false));
    assertThat(senses.drainChanged()).isEmpty();

    see(Objects.node("3", true, true));
    assertThat(senses.drainChanged()).containsExactly(TargetKey.parse("demo//Node/node-1"));
  }

  @Test
  void shouldMoveAWorkloadOnlyWhenItsPodCountsOtherwise() {
    see(Objects.pod("a", "checkout-abc", "v1", true));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);

    see(Objects.pod("a", "checkout-abc", "v1", true, NOW));
    assertThat(senses.drainChanged()).isEmpty();

    see(Objects.pod("a", "checkout-abc", "v1", false));
    assertThat(senses.drainChanged()).containsExactly(CHECKOUT);
  }

  @Test
  void shouldMovePodsOnlyWhenTheyMayCountForAnother() {
    senses.drainMoved();
    see(Objects.deployment("checkout", 2, "1", Map.of()));
    see(Objects.replicaSet("checkout", "abc", "1", "v1", 2));
    assertThat(senses.drainMoved()).isEmpty();

    see(Objects.replicaSet("checkout", "abc", "3", "v1", 2));
    assertThat(senses.drainMoved()).containsExactly(CHECKOUT);

    see(Objects.deployment("canary", 1, "1", Map.of(Picture.CANARY_OF, "checkout")));
    assertThat(senses.drainMoved()).containsExactly(CHECKOUT);

    senses.observe(new Observation.Gone(Objects.deployment("checkout", 2, "1", Map.of())), NOW);
    assertThat(senses.drainMoved()).containsExactly(TargetKey.parse("demo/shop/Deployment/canary"));
  }

  @Test
  void shouldTellWhatWaitedWhenAnOwnerIsLookedUp() {
    // given a pod of a kind that is not watched, which was ready and is not
    Metadata.ControllerRef owner =
        new Metadata.ControllerRef("tekton.dev/v1", "TaskRun", "build", "uid-build");
    see(pod(owner, true));
    see(pod(owner, false));
    assertThat(senses.parked()).isEqualTo(1);
    assertThat(senses.unpark(NOW.plusSeconds(1))).isEmpty();

    // when its owner is told
    Metadata build =
        new Metadata("shop", "build", "uid-build", "1", 1, NOW, false, Map.of(), Map.of(), null);

    // then
    assertThat(
            senses.observe(
                new Observation.Seen(new OwnerView(build, "tekton.dev/v1", "TaskRun")), NOW))
        .extracting(it -> it.event().getType() + " " + it.event().getTarget())
        .containsExactly("pod.not-ready demo/shop/TaskRun/build");
  }

  @Test
  void shouldPresumeTheOwnerWhenItIsNotToldInTime() {
    Metadata.ControllerRef owner =
        new Metadata.ControllerRef("tekton.dev/v1", "TaskRun", "build", "uid-build");
    see(pod(owner, true));
    see(pod(owner, false));

    assertThat(senses.unpark(NOW.plusSeconds(10)))
        .extracting(it -> it.event().getTarget())
        .containsExactly("demo/shop/TaskRun/build");
  }

  private void see(ClusterObject object) {
    senses.observe(new Observation.Seen(object), NOW);
  }

  private static AutoscalerView autoscaler(String resourceVersion, int wanted) {
    Metadata meta =
        new Metadata(
            "shop", "checkout", "u", resourceVersion, 0, NOW, false, Map.of(), Map.of(), null);
    return new AutoscalerView(meta, "Deployment", "checkout", 1, 9, 3, wanted, null, true);
  }

  private static BudgetView budget(String key, String value, int allowed) {
    return new BudgetView(
        Objects.meta("budget", Map.of(), Map.of()),
        new LabelSelector(true, List.of(new LabelExpression(key, Operator.IN, Set.of(value)))),
        allowed,
        NOW,
        true);
  }

  private static DeliveryView application(boolean reconciles) {
    return new DeliveryView(
        Objects.meta("shop", Map.of(), Map.of()), DeliveryView.APPLICATION, reconciles, false);
  }

  private static PodView pod(Metadata.ControllerRef owner, boolean ready) {
    Metadata meta =
        new Metadata("shop", "build-pod", "u", "1", 1, NOW, false, Map.of(), Map.of(), owner);
    return new PodView(
        meta,
        "node-1",
        null,
        "Running",
        NOW,
        new Readiness(ready, ready ? "True" : "False", NOW, null, null),
        List.of(Objects.container(null)));
  }
}
