package io.reflexarc.detector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.slice.Ownerships;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.HealthEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.400Z");

  private final ManualTime time = new ManualTime(NOW);
  private final Watermark watermark = new Watermark(Duration.ofSeconds(5));
  private final List<HealthEvent> told = new ArrayList<>();
  private final Health health = new Health();
  private final Ticks ticks =
      new Ticks(
          "demo",
          time,
          Ownerships.of(2),
          watermark,
          time::instant,
          (tick, partition) -> told.add(tick),
          health.heartbeat("ticks", Duration.ofSeconds(1)));

  @AfterEach
  void close() {
    health.close();
  }

  @Test
  void shouldTellASecondOnceWhenAskedTwice() {
    ticks.tickAll();
    ticks.tickAll();
    time.advance(Duration.ofSeconds(1));
    ticks.tickAll();

    assertThat(told)
        .extracting(HealthEvent::getOccurredAt)
        .containsExactly(
            Instant.parse("2026-11-23T12:00:00Z"), Instant.parse("2026-11-23T12:00:01Z"));
    assertThat(told).extracting(HealthEvent::getTarget).containsOnly("demo//Partition/2");
    assertThat(told).extracting(HealthEvent::getId).doesNotHaveDuplicates();
  }

  @Test
  void shouldStayWhereAScrapeIsUnderWayWhenTimePasses() {
    ticks.tickAll();
    watermark.begin(2, NOW);
    time.advance(Duration.ofSeconds(3));
    ticks.tickAll();
    assertThat(told).hasSize(1);

    watermark.end(2, NOW);
    ticks.tickAll();

    assertThat(told.get(1).getOccurredAt()).isEqualTo(Instant.parse("2026-11-23T12:00:03Z"));
  }
}
