package io.reflexarc.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.detector.publish.Published;
import io.reflexarc.detector.slice.Ownerships;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactDeskTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration HORIZON = Duration.ofHours(1);

  private final StageMetrics metrics = new StageMetrics("detector");
  private final Published published = new Published();
  private final FactDesk desk =
      new FactDesk(
          new Partitioning(1),
          Ownerships.of(0),
          published.publisher(
              Ownerships.of(0), new Watermark(Duration.ofSeconds(5)), new ManualTime(NOW), metrics),
          HORIZON,
          metrics);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void shouldSayWhatTheLastOwnerHadNoTimeToSayWhenAPartitionIsTakenOver() {
    // given a flap that was seen while the partition was another's
    desk.offer(List.of(fact("b", Phase.BEGAN, NOW), fact("e", Phase.ENDED, NOW)), NOW);
    // when
    desk.open(0, new Ledger(HORIZON), NOW.plusSeconds(10));
    // then
    assertThat(told()).containsExactly("b", "e");
  }

  @Test
  void shouldSayNothingTwiceWhenTheLogHasIt() {
    // given
    Fact began = fact("b", Phase.BEGAN, NOW);
    desk.offer(List.of(began), NOW);
    Ledger log = new Ledger(HORIZON);
    log.replay(began.event());
    // when
    desk.open(0, log, NOW.plusSeconds(10));
    // then
    assertThat(told()).isEmpty();
  }

  @Test
  void shouldSayNothingThatTheLogMayHaveForgotten() {
    // given
    desk.offer(List.of(fact("b", Phase.BEGAN, NOW)), NOW);
    // when
    desk.open(0, new Ledger(HORIZON), NOW.plus(HORIZON));
    // then
    assertThat(told()).isEmpty();
  }

  private List<String> told() {
    return published.of(HealthEvent.class).stream().map(HealthEvent::getId).toList();
  }

  private static Fact fact(String id, Phase phase, Instant at) {
    return new Fact(
        HealthEvent.newBuilder()
            .setId(id)
            .setType("pod.not-ready")
            .setPhase(phase)
            .setSeverity(Severity.WARNING)
            .setTarget("prod/shop/Deployment/web")
            .setSubject(Subject.newBuilder().setPod("web-1").setPodUid("uid-1").build())
            .setSource(Facts.SOURCE)
            .setOccurredAt(at)
            .setObservedAt(at)
            .build(),
        Certainty.WITNESSED);
  }
}
