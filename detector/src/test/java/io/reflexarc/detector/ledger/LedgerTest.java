package io.reflexarc.detector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Ledger ledger = new Ledger(Duration.ofHours(1));

  @Test
  void shouldBeNewsOnceWhenAFactIsSeenTwice() {
    Fact kill = fact("a", Phase.OCCURRED, Certainty.WITNESSED, NOW);

    assertThat(ledger.admit(kill, NOW)).isEqualTo(Verdict.NEWS);
    assertThat(ledger.admit(kill, NOW)).isEqualTo(Verdict.KNOWN);
  }

  @Test
  void shouldBeKnownWhenTheLogHasIt() {
    ledger.replay(fact("a", Phase.OCCURRED, Certainty.WITNESSED, NOW).event());

    assertThat(ledger.admit(fact("a", Phase.OCCURRED, Certainty.TRACE, NOW), NOW))
        .isEqualTo(Verdict.KNOWN);
  }

  @Test
  void shouldBeginAndEndOnceWhenAStateIsTold() {
    assertThat(ledger.admit(fact("e0", Phase.ENDED, Certainty.WITNESSED, NOW), NOW))
        .isEqualTo(Verdict.NOT_OPEN);
    assertThat(ledger.admit(fact("b1", Phase.BEGAN, Certainty.STANDING, NOW), NOW))
        .isEqualTo(Verdict.NEWS);
    assertThat(ledger.admit(fact("b2", Phase.BEGAN, Certainty.STANDING, NOW), NOW))
        .isEqualTo(Verdict.ALREADY_OPEN);
    assertThat(ledger.open()).extracting(HealthEvent::getId).containsExactly("b1");
    assertThat(ledger.admit(fact("e1", Phase.ENDED, Certainty.WITNESSED, NOW), NOW))
        .isEqualTo(Verdict.NEWS);
    assertThat(ledger.open()).isEmpty();
  }

  @Test
  void shouldStayOpenWhenWhatEndedWasOverBeforeItBegan() {
    ledger.replay(fact("b2", Phase.BEGAN, Certainty.WITNESSED, NOW).event());
    Fact earlier = fact("e1", Phase.ENDED, Certainty.WITNESSED, NOW.minusSeconds(2));
    Fact sameSecond = fact("e2", Phase.ENDED, Certainty.WITNESSED, NOW.minusMillis(900));

    assertThat(ledger.admit(earlier, NOW)).isEqualTo(Verdict.OLD);
    assertThat(ledger.open()).hasSize(1);
    assertThat(ledger.admit(sameSecond, NOW)).isEqualTo(Verdict.NEWS);
  }

  @Test
  void shouldBeNewsWhenItHappenedWhileNobodyLooked() {
    ledger.replay(tick(NOW.minusSeconds(60)));

    assertThat(ledger.admit(missed("early", NOW.minusSeconds(66)), NOW)).isEqualTo(Verdict.OLD);
    assertThat(ledger.admit(missed("late", NOW.minusSeconds(59)), NOW)).isEqualTo(Verdict.NEWS);
  }

  @Test
  void shouldBeNewsWhenARolloutCompletesThatTheLogSawBegin() {
    assertThat(ledger.admit(rollout("rollout.completed", Certainty.SEQUEL), NOW))
        .isEqualTo(Verdict.OLD);

    ledger.replay(rollout("rollout.started", Certainty.WITNESSED).event());

    assertThat(ledger.admit(rollout("rollout.completed", Certainty.SEQUEL), NOW))
        .isEqualTo(Verdict.NEWS);
  }

  @Test
  void shouldKeepStatesApartWhenTheirAspectsDiffer() {
    Fact memory = aspect("memory", "MemoryPressure");
    Fact disk = aspect("disk", "DiskPressure");

    assertThat(ledger.admit(memory, NOW)).isEqualTo(Verdict.NEWS);
    assertThat(ledger.admit(disk, NOW)).isEqualTo(Verdict.NEWS);
    assertThat(ledger.open()).containsExactly(memory.event(), disk.event());
  }

  @Test
  void shouldBeOldWhenNobodyEverLooked() {
    assertThat(ledger.admit(missed("any", NOW), NOW)).isEqualTo(Verdict.OLD);
  }

  private static Fact rollout(String type, Certainty certainty) {
    HealthEvent event =
        HealthEvent.newBuilder(fact(type, Phase.OCCURRED, certainty, NOW).event())
            .setType(type)
            .setLabels(Map.of("toRevision", "2"))
            .build();
    return new Fact(event, certainty);
  }

  private static Fact aspect(String id, String aspect) {
    HealthEvent event =
        HealthEvent.newBuilder(fact(id, Phase.BEGAN, Certainty.WITNESSED, NOW).event())
            .setLabels(Map.of("aspect", aspect))
            .build();
    return new Fact(event, Certainty.WITNESSED);
  }

  private static Fact missed(String id, Instant at) {
    return fact(id, Phase.OCCURRED, Certainty.MISSED, at);
  }

  private static HealthEvent tick(Instant at) {
    return HealthEvent.newBuilder(fact("tick", Phase.OCCURRED, Certainty.WITNESSED, at).event())
        .setType(Ledger.TICK)
        .build();
  }

  private static Fact fact(String id, Phase phase, Certainty certainty, Instant at) {
    return new Fact(
        HealthEvent.newBuilder()
            .setId(id)
            .setType("pod.not-ready")
            .setPhase(phase)
            .setSeverity(Severity.WARNING)
            .setTarget("demo/shop/Deployment/checkout")
            .setSubject(Subject.newBuilder().setPod("p").setPodUid("uid").build())
            .setSource(Facts.SOURCE)
            .setOccurredAt(at)
            .setObservedAt(at)
            .build(),
        certainty);
  }
}
