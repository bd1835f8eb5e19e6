package io.reflexarc.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({"90s,PT90S", "10m,PT10M", "1h30m,PT1H30M", "7d,PT168H", "0s,PT0S", "1s500ms,PT1.5S"})
  void shouldReadWhenWrittenAsPeopleDo(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "1.5h", "30m1h", "-5m", "5 m", "1y", "9999999999s", "5M"})
  void shouldBeEmptyWhenNotADuration(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Property
  void shouldReadBackWhenWritten(@ForAll @LongRange(max = 86_399_999_999_999L) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
  }
}
