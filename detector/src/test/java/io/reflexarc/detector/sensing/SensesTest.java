package io.reflexarc.detector.sensing;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Termination;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SensesTest {

  private static final Instant NOW = Objects.START.plusSeconds(600);
  private static final Duration STABLE = Duration.ofMinutes(5);

  private final Senses senses =
      new Senses(
          "demo",
          VersionSources.DEFAULT,
          new Recognition(STABLE, VersionSources.DEFAULT),
          Duration.ofSeconds(10),
          OwnerInquiry.NONE);

  @BeforeEach
  void firstLists() {
    see(Objects.deployment("checkout", 1, "1", Map.of()));
    see(Objects.replicaSet("checkout", "abc", "1", "v1", 1));
    see(Objects.pod("p", "checkout-abc", "v1", true));
    senses.observe(new Observation.Complete(), NOW);
  }

  @Test
  void shouldWaitForTheOwnersWhenAPodIsToldBeforeThem() {
    // given a pod of a ReplicaSet that is not known yet
    PodView killed = killed(Objects.pod("q", "checkout-new", "v2", true));
    assertThat(senses.observe(new Observation.Seen(killed), NOW)).isEmpty();
    assertThat(senses.parked()).isPositive();

    // when the ReplicaSet is told
    List<Fact> facts =
        senses.observe(
            new Observation.Seen(Objects.replicaSet("checkout", "new", "2", "v2", 1)), NOW);

    // then
    assertThat(facts).extracting(it -> it.event().getType()).contains("pod.oom-killed");
    assertThat(facts)
        .extracting(it -> it.event().getTarget())
        .containsOnly("demo/shop/Deployment/checkout");
  }

  @Test
  void shouldTakeThePodsOwnWordWhenItsOwnersStayUntold() {
    senses.observe(new Observation.Seen(killed(Objects.pod("q", "checkout-new", "v2", true))), NOW);

    List<Fact> facts = senses.unpark(NOW.plusSeconds(10));

    assertThat(facts).extracting(it -> it.event().getType()).contains("pod.oom-killed");
    assertThat(senses.parked()).isZero();
  }

  @Test
  void shouldEndAStateWhenItsPodIsGone() {
    // given
    PodView sick = Objects.pod("p", "checkout-abc", "v1", false, NOW);
    HealthEvent began = senses.observe(new Observation.Seen(sick), NOW).get(0).event();
    assertThat(began.getPhase()).isEqualTo(Phase.BEGAN);
    assertThat(senses.review(List.of(began), NOW)).isEmpty();

    // when
    senses.observe(new Observation.Gone(sick), NOW);
    List<Fact> ends = senses.review(List.of(began), NOW);

    // then
    assertThat(ends).extracting(it -> it.event().getReason()).containsExactly("Gone");
    assertThat(ends.get(0).event().getPhase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void shouldNameTheWorkloadsWhoseStateMayHaveChangedWhenAPodChanges() {
    senses.drainChanged();

    see(Objects.pod("p", "checkout-abc", "v1", false, NOW));

    assertThat(senses.drainChanged())
        .containsExactly(TargetKey.parse("demo/shop/Deployment/checkout"));
  }

  private void see(ClusterObject object) {
    senses.observe(new Observation.Seen(object), NOW);
  }

  private static PodView killed(PodView pod) {
    return new PodView(
        pod.meta(),
        pod.node(),
        pod.ip(),
        pod.phase(),
        pod.startedAt(),
        pod.readiness(),
        List.of(Objects.container(null, new Termination("c1", "OOMKilled", 137, NOW))));
  }
}
