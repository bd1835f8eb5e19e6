package io.reflexarc.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTimeoutTest {

  private static final Duration THREE = Duration.ofSeconds(3);

  @Test
  void shouldBeWhatIsWishedForWhenTheBrokersAllowIt() {
    assertThat(SessionTimeout.allowed(Optional.of(Duration.ofSeconds(1)), THREE)).isEqualTo(THREE);
  }

  @Test
  void shouldBeWhatTheBrokersAllowWhenLessIsWishedFor() {
    Duration ten = Duration.ofSeconds(10);
    assertThat(SessionTimeout.allowed(Optional.of(ten), THREE)).isEqualTo(ten);
  }

  @Test
  void shouldBeWhatBrokersUsuallyAllowWhenTheyDoNotSay() {
    assertThat(SessionTimeout.allowed(Optional.empty(), THREE)).isEqualTo(Duration.ofSeconds(6));
    assertThat(SessionTimeout.allowed(Optional.empty(), Duration.ofSeconds(30)))
        .isEqualTo(Duration.ofSeconds(30));
  }
}
