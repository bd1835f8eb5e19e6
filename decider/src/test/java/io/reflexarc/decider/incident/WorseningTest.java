package io.reflexarc.decider.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.avro.Evidence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorseningTest {

  private static final long WINDOW = 300_000;

  @ParameterizedTest
  @CsvSource({
    // unit, threshold, value and samples before, value and samples after, whether that is worse
    "ratio, 0.01, 0.03, 17000, 0.20, 17000, true",
    "ratio, 0.01, 0.03, 17000, 0.05, 17000, false", // not twice the odds
    "ratio, 0.01, 0.03,   300, 0.07,   300, false", // too few to tell
    "ratio, 0.01, 0.60, 17000, 0.80, 17000, true", // the odds, not the share
    "ratio, 0.01, 0.60, 17000, 1.00, 17000, true",
    "count,    3,    3,     3,    6,     6, false", // chance
    "count,    3,    3,     3,   20,    20, true",
    "s,      0.5,  0.8,  9000,  2.0,  9000, true",
    "s,      0.5,  0.8,  9000,  1.0,  9000, false", // not twice as far beyond
    "s,      0.5, 0.51,  9000, 0.54,  9000, false", // not half as much again
    "s,      0.5,  0.8,  9000,  2.0,  1000, false", // too few
    "s,       60,   80,     0,  400,     0, false", // silence only grows longer
    "bytes,  100,   80,    30,   20,    30, true", // below is sick
    "bytes,  100,   80,    30,  200,    30, false", // other side
  })
  void shouldBeWorseOnlyWhenItClearlyIs(
      String unit,
      double threshold,
      double before,
      long samplesBefore,
      double after,
      long samplesAfter,
      boolean worse) {
    // when
    Evidence was = evidence(unit, threshold, before, samplesBefore, WINDOW);
    Evidence is = evidence(unit, threshold, after, samplesAfter, WINDOW);
    // then
    assertThat(Worsening.of(List.of(was), List.of(sick(is))).isPresent()).isEqualTo(worse);
  }

  @Test
  void shouldNotBeWorseWhenTheWindowIsNotWholeOrAnotherNumberWasAsBad() {
    // given
    Evidence was = evidence("ratio", 0.01, 0.03, 17_000, WINDOW);
    Evidence asBad = evidence("ratio", 0.01, 0.25, 17_000, WINDOW);
    Evidence cut = evidence("ratio", 0.01, 0.20, 17_000, WINDOW - 10_000);
    Evidence whole = evidence("ratio", 0.01, 0.20, 17_000, WINDOW);
    // then
    assertThat(Worsening.of(List.of(was), List.of(sick(cut)))).isEmpty();
    assertThat(Worsening.of(List.of(was, asBad), List.of(sick(whole)))).isEmpty();
    assertThat(Worsening.of(List.of(), List.of(sick(whole)))).isEmpty();
    assertThat(Worsening.of(List.of(was), List.of(sick(whole))))
        .get()
        .extracting(Worsening.Found::before)
        .isEqualTo("3 %");
  }

  private static Reading sick(Evidence evidence) {
    return new Reading(
        Subject.ofVersion("v3"),
        Health.UNHEALTHY,
        false,
        Comparison.NOT_MADE,
        () -> List.of(evidence),
        () -> "sick");
  }

  private static Evidence evidence(
      String unit, double threshold, double value, long samples, long coveredMillis) {
    return Evidence.newBuilder()
        .setIndicator("number")
        .setWindowMillis(WINDOW)
        .setValue(value)
        .setUnit(unit)
        .setThreshold(threshold)
        .setSamples(samples)
        .setFrom(Instant.ofEpochMilli(1_000_000 - coveredMillis))
        .setTo(Instant.ofEpochMilli(1_000_000))
        .build();
  }
}
