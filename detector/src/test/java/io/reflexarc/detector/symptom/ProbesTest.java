package io.reflexarc.detector.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.EventView;
import io.reflexarc.detector.cluster.Objects;
import io.reflexarc.detector.cluster.PodEvent;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.bootthrash.BootThrash;
import io.reflexarc.detector.symptom.bootthrash.Booted;
import io.reflexarc.detector.symptom.probe.ProbeFailed;
import io.reflexarc.schemas.avro.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbesTest {

  private static final Instant NOW = Objects.START.plusSeconds(100);

  private final PodView booting = Objects.pod("p", "checkout-abc", "v1", false);

  @ParameterizedTest
  @CsvSource({
    "Liveness probe failed: HTTP probe failed with statuscode: 500, PROBE_LIVENESS_FAILED",
    "Readiness probe failed: dial tcp, PROBE_READINESS_FAILED",
    "Startup probe errored: rpc error, PROBE_STARTUP_FAILED"
  })
  void shouldSayWhichProbeFailedWhenANodeSaysUnhealthy(String note, FactType type) {
    List<Finding> findings = failed(event("Unhealthy", note, 1), 0, true);

    assertThat(findings).extracting(Finding::type).containsExactly(type);
    assertThat(findings).extracting(Finding::certainty).containsExactly(Certainty.WITNESSED);
  }

  @Test
  void shouldSayEachRepeatOnceWhenACountIsRaised() {
    EventView event = event("Unhealthy", "Liveness probe failed", 5);

    List<Finding> findings = failed(event, 2, true);

    assertThat(findings).extracting(it -> it.labels().get("count")).containsExactly("3", "4", "5");
    assertThat(findings).extracting(Finding::occurredAt).isSorted().endsWith(event.lastAt());
  }

  @Test
  void shouldNotVouchForRepeatsWhenAnEventIsFoundAtAFirstLook() {
    assertThat(failed(event("Unhealthy", "Liveness probe failed", 3), 0, false))
        .hasSize(3)
        .allMatch(it -> it.certainty() == Certainty.MISSED);
  }

  @Test
  void shouldBeBoundedWhenACountIsHuge() {
    EventView event = event("Unhealthy", "Liveness probe failed", Integer.MAX_VALUE);

    assertThat(failed(event, 0, true)).hasSize(Repeats.MOST);
    assertThat(failed(event, Integer.MAX_VALUE, true)).isEmpty();
  }

  @Test
  void shouldBeBootThrashWhenAProbeKillsForTheSecondTimeBeforeThePodWasReady() {
    String note = "Container main failed liveness probe, will be restarted";

    assertThat(killed(event("Killing", note, 1), 0, booting)).isEmpty();
    assertThat(killed(event("Killing", note, 2), 1, booting))
        .extracting(Finding::type, Finding::phase)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(FactType.PROBE_BOOT_THRASH, Phase.BEGAN));
  }

  @Test
  void shouldSayThatAStartupProbeIsMissingWhenItIs() {
    String note = "Container main failed liveness probe, will be restarted";
    PodView guarded = with(new ContainerView("main", "i:1", true, 2, NOW, null, List.of()));
    PodView unguarded = with(new ContainerView("main", "i:1", false, 2, NOW, null, List.of()));

    Finding told = killed(event("Killing", note, 2), 1, unguarded).get(0);

    assertThat(told.labels()).containsEntry("rule", "no-startup");
    assertThat(told.message()).endsWith("it has no startup probe");
    assertThat(killed(event("Killing", note, 2), 1, guarded))
        .allSatisfy(it -> assertThat(it.labels()).doesNotContainKey("rule"));
  }

  private PodView with(ContainerView container) {
    return new PodView(
        booting.meta(),
        booting.node(),
        booting.ip(),
        booting.phase(),
        booting.startedAt(),
        booting.readiness(),
        List.of(container));
  }

  @Test
  void shouldNotBeBootThrashWhenThePodWasReadyOnceOrIsKilledForAnotherReason() {
    PodView once = Objects.pod("p", "checkout-abc", "v1", false, NOW);
    String note = "Container main failed liveness probe, will be restarted";

    assertThat(killed(event("Killing", note, 2), 1, once)).isEmpty();
    assertThat(killed(event("Killing", "Stopping container main", 2), 1, booting)).isEmpty();
  }

  @Test
  void shouldEndABootThrashWhenThePodGetsReady() {
    PodView ready = Objects.pod("p", "checkout-abc", "v1", true, NOW);

    assertThat(new Booted().between(booting, ready, NOW))
        .extracting(Finding::phase)
        .containsExactly(Phase.ENDED);
  }

  private List<Finding> failed(EventView event, int known, boolean witnessed) {
    return new ProbeFailed().between(null, new PodEvent(event, booting, known, witnessed), NOW);
  }

  private static List<Finding> killed(EventView event, int known, PodView pod) {
    return new BootThrash().between(null, new PodEvent(event, pod, known, true), NOW);
  }

  private static EventView event(String reason, String note, int count) {
    return new EventView(
        Objects.meta("event", Map.of(), Map.of()),
        new EventView.Regarding("Pod", "shop", "p", "uid-p"),
        "main",
        reason,
        note,
        count,
        NOW.minusSeconds(60),
        NOW);
  }
}
