package io.reflexarc.decider.indicator.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Retention;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.policy.Ceiling;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A corpus of curves: which are leaks, and which only look like one. All are judged by one policy:
 * full within 30 minutes, for 10, by a window of 30. A leak is found before it kills; of what is
 * none nothing is ever said. To write the files anew run with {@code -Dgolden.write=true}.
 */
class TrendCorpusTest {

  private static final Path CORPUS = Path.of("src/test/resources/corpus/trend");
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final int FOR_SECONDS = 600;
  private static final double MEBIBYTE = 1 << 20;
  private static final Trend TREND =
      new Trend(
          MetricSelector.of("process_resident_memory_bytes"),
          Per.VERSION,
          WINDOW,
          new Ceiling.MemoryLimit(),
          Duration.ofMinutes(30),
          Duration.ofMinutes(60),
          0.05,
          20);

  /** A line of a file. */
  private record Sample(int second, int startedAt, double mebibytes) {}

  @ParameterizedTest
  @EnumSource(Curve.class)
  void shouldBeAsItWasMade(Curve curve) throws IOException {
    Path file = CORPUS.resolve(curve.file());
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(CORPUS);
      Files.writeString(file, curve.csv());
    }
    assertThat(Files.readString(file)).isEqualTo(curve.csv());
  }

  @ParameterizedTest
  @EnumSource(Curve.class)
  void shouldTellALeakBeforeItKillsAndNothingOfWhatIsNone(Curve curve) throws IOException {
    // given
    List<Sample> samples = read(curve);
    // when
    OptionalInt told = firedAt(samples);
    // then
    if (curve.isLeak()) {
      assertThat(told).isPresent();
      assertThat(told.getAsInt()).isLessThan(fullAt(samples));
    } else {
      assertThat(told).isEmpty();
    }
  }

  private static List<Sample> read(Curve curve) throws IOException {
    return Files.readAllLines(CORPUS.resolve(curve.file())).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(
            cells ->
                new Sample(
                    Integer.parseInt(cells[0]),
                    Integer.parseInt(cells[1]),
                    Double.parseDouble(cells[2])))
        .toList();
  }

  private static int fullAt(List<Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.mebibytes() >= Curve.LIMIT)
        .mapToInt(Sample::second)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  /** When it has been unhealthy for long enough; time at which nothing is known stands still. */
  private static OptionalInt firedAt(List<Sample> samples) {
    TrendIndicator indicator = new TrendIndicator(TREND);
    SeriesKey key = indicator.watches().get(0).key();
    TargetWindows windows = new TargetWindows();
    TrendMemo memo = new TrendMemo();
    int unhealthy = 0;
    for (Sample sample : samples) {
      long at = sample.second() * 1_000L;
      windows.offer(scrape(sample, key), at - 1);
      windows.drain(at, Retention.ofAll(2 * WINDOW.toMillis()));
      Health health =
          health(indicator, windows, new Span(at, WINDOW.toMillis(), Long.MIN_VALUE), memo);
      unhealthy = health == Health.HEALTHY ? 0 : unhealthy;
      unhealthy += health == Health.UNHEALTHY ? Curve.EVERY : 0;
      if (unhealthy > FOR_SECONDS) {
        return OptionalInt.of(sample.second());
      }
    }
    return OptionalInt.empty();
  }

  private static Scrape scrape(Sample sample, SeriesKey key) {
    return new Scrape(
        "pod/scrape",
        "pod",
        "v1",
        sample.second() * 1_000L,
        sample.startedAt() * 1_000L,
        Map.of(key, sample.mebibytes() * MEBIBYTE));
  }

  private static Health health(
      TrendIndicator indicator, TargetWindows windows, Span span, TrendMemo memo) {
    return indicator
        .read(
            Subject.ofVersion("v1"),
            indicator.climb("v1", windows.instancesOf("v1"), span, memo),
            span,
            OptionalDouble.of(Curve.LIMIT * MEBIBYTE),
            Optional.empty())
        .health();
  }
}
