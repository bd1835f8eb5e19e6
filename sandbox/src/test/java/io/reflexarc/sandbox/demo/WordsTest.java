package io.reflexarc.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({"0,0:00", "400,6:40", "3723,1:02:03"})
  void shouldWriteAClockWhenGivenSeconds(long seconds, String clock) {
    assertThat(Words.clock(Duration.ofSeconds(seconds))).isEqualTo(clock);
  }

  @ParameterizedTest
  @CsvSource({"0.0002,0.02 %", "0.018,1.8 %", "0.12,12 %"})
  void shouldKeepTwoDigitsWhenGivenARatio(double ratio, String percent) {
    assertThat(Words.percent(ratio)).isEqualTo(percent);
  }

  @Test
  void shouldWrapWithEllipsisWhenTextIsLong() {
    assertThat(HappeningBlock.wrap("one two three four five six", 10, 2, Glyphs.UNICODE))
        .containsExactly("one two", "three fou…");
  }
}
