package io.reflexarc.detector;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.scrape.Selection;
import io.reflexarc.detector.scrape.SelectorText;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of scrape selectors, looked at every few seconds. A detector does not start with a wrong
 * one; while it runs, a wrong one, or none, leaves what was read before in force.
 */
final class SelectorFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SelectorFile.class);
  private static final long EVERY_MILLIS = 5_000;

  private final Path file;
  private final Selection selection;
  private final Counter refused;
  private final AtomicInteger inForce = new AtomicInteger();
  private final Thread thread;
  private volatile Runnable changed = () -> {};
  private String known;

  private SelectorFile(Path file, Selection selection, StageMetrics metrics) throws IOException {
    this.file = file;
    this.selection = selection;
    this.refused =
        Counter.builder(metrics.name("scrape.selectors.refused")).register(metrics.registry());
    metrics.registry().gauge(metrics.name("scrape.selectors"), inForce);
    this.known = text();
    this.thread = new Thread(this::run, "detector-scrape-selectors");
    thread.setDaemon(true);
  }

  /**
   * Reads the file that is configured; empty when none is.
   *
   * @throws InvalidConfigException naming every mistake in it
   */
  static Optional<SelectorFile> of(
      DetectorConfig config, Selection selection, StageMetrics metrics) {
    return config.scraper().selectors().map(file -> read(file, selection, metrics));
  }

  static SelectorFile read(Path file, Selection selection, StageMetrics metrics) {
    try {
      SelectorFile read = new SelectorFile(file, selection, metrics);
      List<String> mistakes = read.use(read.known);
      if (!mistakes.isEmpty()) {
        throw new InvalidConfigException(
            mistakes.stream().map(it -> DetectorConfig.SCRAPE_SELECTORS + " " + it).toList());
      }
      return read;
    } catch (IOException e) {
      throw new InvalidConfigException(
          List.of(DetectorConfig.SCRAPE_SELECTORS + " cannot be read: " + e));
    }
  }

  /** Begins to look for changes. */
  void start(Runnable whenChanged) {
    changed = whenChanged;
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the file as it is now, if it is another one and right. */
  void look() {
    try {
      String text = text();
      if (text.equals(known)) {
        return;
      }
      known = text;
      List<String> mistakes = use(text);
      if (mistakes.isEmpty()) {
        changed.run();
      } else {
        refused("it is wrong: " + mistakes);
      }
    } catch (IOException e) {
      refused(e.toString());
    }
  }

  private List<String> use(String text) {
    SelectorText.Result result = SelectorText.read(text);
    if (result.mistakes().isEmpty()) {
      selection.use(result.selectors());
      inForce.set(result.selectors().size());
      LOG.info("{} scrape selectors are in force", result.selectors().size());
    }
    return result.mistakes();
  }

  private String text() throws IOException {
    if (Files.size(file) > SelectorText.MAX_BYTES) {
      throw new IOException(file + " is longer than " + SelectorText.MAX_BYTES + " bytes");
    }
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private void refused(String why) {
    refused.increment();
    LOG.warn("scrape selectors stay as they were, {}: {}", file, why);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
