package io.reflexarc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FigureTest {

  @Test
  void shouldDivideOursByTheirsWhenThereIsAPeer() {
    assertThat(new Figure("heap", 300, "MiB", 1_200.0).ratio()).isEqualTo(0.25);
  }

  @Test
  void shouldHaveNoRatioWhenThereIsNothingToDivideBy() {
    assertThat(new Figure("heap", 300, "MiB", null).ratio()).isNull();
    assertThat(new Figure("missing", 0, "changes", 0.0).ratio()).isNull();
  }
}
