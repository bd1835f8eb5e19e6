package io.reflexarc.chaos.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0,0 %",
    "0.00021,0.021 %",
    "0.0018,0.18 %",
    "0.018,1.8 %",
    "0.12,12 %",
    "0.995,99.50 %",
    "0.9,90 %",
    "1,100 %"
  })
  void shouldWriteDigitsThatCount(double ratio, String text) {
    assertThat(Words.percent(ratio)).isEqualTo(text);
  }

  @Test
  void shouldWriteHoursOnlyWhenThereAreSome() {
    assertThat(Words.clock(Duration.ofSeconds(65))).isEqualTo("1:05");
    assertThat(Words.clock(Duration.ofSeconds(3_725))).isEqualTo("1:02:05");
  }
}
