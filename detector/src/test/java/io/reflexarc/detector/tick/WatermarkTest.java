package io.reflexarc.detector.tick;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatermarkTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:10Z");

  private final Watermark watermark = new Watermark(Duration.ofSeconds(5));

  @Test
  void shouldBeThePresentWhenNothingIsUnderWay() {
    assertThat(watermark.of(3, NOW, NOW)).isEqualTo(NOW);
  }

  @Test
  void shouldBeTheOldestWorkWhenSomeIsUnderWay() {
    watermark.begin(3, NOW.minusSeconds(2));
    watermark.begin(3, NOW.minusSeconds(1));
    watermark.begin(4, NOW.minusSeconds(4));

    assertThat(watermark.of(3, NOW, NOW)).isEqualTo(NOW.minusSeconds(2));
  }

  @Test
  void shouldGoOnWhenTheOldestWorkIsDone() {
    watermark.begin(3, NOW.minusSeconds(2));
    watermark.begin(3, NOW.minusSeconds(2));
    watermark.begin(3, NOW.minusSeconds(1));

    watermark.end(3, NOW.minusSeconds(2));
    assertThat(watermark.of(3, NOW, NOW)).isEqualTo(NOW.minusSeconds(2));
    watermark.end(3, NOW.minusSeconds(2));
    assertThat(watermark.of(3, NOW, NOW)).isEqualTo(NOW.minusSeconds(1));
  }

  @Test
  void shouldNotWaitLongerThanTheHoldWhenWorkHangs() {
    watermark.begin(3, NOW.minusSeconds(60));

    assertThat(watermark.of(3, NOW.minusSeconds(60), NOW)).isEqualTo(NOW.minusSeconds(5));
  }
}
