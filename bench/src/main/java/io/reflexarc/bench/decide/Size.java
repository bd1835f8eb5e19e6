package io.reflexarc.bench.decide;

import io.reflexarc.bench.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What so many targets of one pod take, with twenty policies.
 *
 * @param targets how many
 * @param series that are kept of them
 * @param bytes of heap that they hold on to after ten minutes of event time
 * @param scrapes that were taken in during the last five, with a tick a second for each target
 * @param cpuNanos processor time of that
 */
record Size(int targets, long series, long bytes, long scrapes, long cpuNanos) {

  private static final String WORD = "size ";

  /** As it is told from process to process. */
  String line() {
    return WORD + targets + " " + series + " " + bytes + " " + scrapes + " " + cpuNanos;
  }

  private static Size parse(String line) {
    long[] numbers =
        Arrays.stream(line.substring(WORD.length()).split(" ", -1))
            .mapToLong(Long::parseLong)
            .toArray();
    return new Size((int) numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  /**
   * Measures it in a process of its own.
   *
   * @throws IllegalStateException when that ends without a word
   */
  static Size of(int targets, int heapMiB, Path folder) {
    try (ChildJvm jvm =
            ChildJvm.start(
                "growth-" + targets,
                List.of("-Xmx" + heapMiB + "m"),
                GrowthMain.class.getName(),
                List.of(Integer.toString(targets)),
                folder.resolve("growth-" + targets + ".log"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(jvm.output(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.startsWith(WORD))
          .findFirst()
          .map(Size::parse)
          .orElseThrow(() -> new IllegalStateException(jvm.lastWords()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double bytesEach() {
    return (double) bytes / targets;
  }

  double bytesOfSeries() {
    return (double) bytes / series;
  }

  /** Processor time for each scrape and its share of the ticks, microseconds. */
  double microsEach() {
    return cpuNanos / 1e3 / scrapes;
  }

  /** Samples that one processor takes in a second. */
  double samplesASecond() {
    return Signals.SAMPLES * 1e6 / microsEach();
  }
}
