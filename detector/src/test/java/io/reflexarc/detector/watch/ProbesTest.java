package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbesTest {

  @Test
  void shouldAskLessAndLessOftenWhenSomethingIsNotServed() {
    assertThat(Probes.pauseAfter(1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Probes.pauseAfter(2)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Probes.pauseAfter(4)).isEqualTo(Duration.ofSeconds(40));
    assertThat(Probes.pauseAfter(5)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Probes.pauseAfter(1_000_000)).isEqualTo(Duration.ofMinutes(1));
  }
}
