package io.reflexarc.detector.scrape;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.reflexarc.detector.exposition.ExpositionParser;
import io.reflexarc.detector.exposition.MalformedExpositionException;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.MetricSamples;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the pods of the partitions that are ours, each every interval of event time, so many at
 * a time. A scrape that fails is published as such: silence is told apart from zero.
 *
 * <p>Phases of a scrape: due (it holds back the partition's watermark from then on), asked,
 * answered, read, handed to the publisher, done. A failure in any of them ends in a record with
 * {@code up=false} and lets the watermark go; so does a timeout, in real time.
 */
public final class Scraper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
  private static final long CLOSE_MILLIS = 1_000;

  private final ScraperSettings settings;
  private final ScrapeTransport transport;
  private final Measurement measurement;
  private final Predicate<String> wanted;
  private final TimeSource time;
  private final Ownership ownership;
  private final Watermark watermark;
  private final Publisher publisher;
  private final StageMetrics metrics;
  private final Heartbeat heartbeat;
  private final Timer timer;
  private final Map<String, ScrapeTarget> targets = new ConcurrentHashMap<>();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> begun = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Set<String>> byPod = new ConcurrentHashMap<>();
  private final Agenda agenda = new Agenda();
  private final Deque<Agenda.Entry> waiting = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param wanted names of metrics that are published; asked for each scrape anew
   */
  public Scraper(
      ScraperSettings settings,
      ScrapeTransport transport,
      Predicate<String> wanted,
      TimeSource time,
      Ownership ownership,
      Watermark watermark,
      Publisher publisher,
      StageMetrics metrics,
      Heartbeat heartbeat) {
    this.settings = settings;
    this.transport = transport;
    this.measurement = new Measurement(new ExpositionParser(settings.limits()));
    this.wanted = wanted;
    this.time = time;
    this.ownership = ownership;
    this.watermark = watermark;
    this.publisher = publisher;
    this.metrics = metrics;
    this.heartbeat = heartbeat;
    this.timer = metrics.registry().timer(metrics.name("scrape.duration"));
    metrics.registry().gauge(metrics.name("scrape.targets"), targets, Map::size);
    metrics.registry().gauge(metrics.name("scrape.under.way"), underWay, Set::size);
    this.thread = new Thread(this::run, "detector-scrape");
    thread.setDaemon(true);
  }

  /** Begins to measure. */
  public void start() {
    thread.start();
  }

  /** All that is to be measured of a pod from now on, or what is now known of it. */
  public void put(String podUid, List<ScrapeTarget> its) {
    Set<String> ids = its.stream().map(ScrapeTarget::id).collect(Collectors.toUnmodifiableSet());
    Set<String> before = ids.isEmpty() ? byPod.remove(podUid) : byPod.put(podUid, ids);
    for (ScrapeTarget target : its) {
      if (!target.equals(targets.put(target.id(), target))) {
        changed.add(target.id());
      }
    }
    for (String id : before == null ? Set.<String>of() : before) {
      if (!ids.contains(id) && targets.remove(id) != null) {
        changed.add(id);
      }
    }
  }

  /** A pod not to measure any more. */
  public void remove(String podUid) {
    put(podUid, List.of());
  }

  private void run() {
    try {
      while (!closed) {
        heartbeat.beat();
        Instant now = time.instant();
        turn(now);
        Instant next = agenda.next().orElse(now.plusSeconds(3_600));
        if (waiting.isEmpty()) {
          time.awaitUntil(next, LONGEST_WAIT);
        } else {
          TimeUnit.MILLISECONDS.sleep(1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.end();
  }

  /** Asks whom it is time to ask. */
  void turn(Instant now) {
    for (String id : Set.copyOf(changed)) {
      changed.remove(id);
      ScrapeTarget target = targets.get(id);
      if (target == null) {
        agenda.remove(id);
      } else {
        agenda.add(id, target.interval().orElse(settings.interval()), now);
      }
    }
    for (Agenda.Entry entry : agenda.due(now)) {
      ScrapeTarget target = targets.get(entry.id());
      if (target == null || !ownership.owns(target.partition())) {
        continue;
      }
      if (!underWay.add(entry.id())) {
        publisher.droppedScrape("overrun");
        continue;
      }
      watermark.begin(target.partition(), entry.due());
      begun.put(entry.id(), target.partition());
      waiting.addLast(entry);
    }
    while (!waiting.isEmpty() && asked.get() < settings.concurrency()) {
      ask(waiting.removeFirst());
    }
  }

  private void ask(Agenda.Entry entry) {
    ScrapeTarget target = targets.get(entry.id());
    if (target == null) {
      done(entry);
      return;
    }
    asked.incrementAndGet();
    Instant sampledAt = time.instant();
    long started = System.nanoTime();
    transport
        .fetch(target.endpoint(), settings.timeout(), settings.limits().bytes())
        .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (fetched, error) -> {
              try {
                timer.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                answered(target, sampledAt, fetched, error);
              } catch (RuntimeException e) {
                LOG.warn("scrape of pod {} was lost", target.endpoint().pod(), e);
                publisher.droppedScrape("bug");
              } finally {
                asked.decrementAndGet();
                done(entry);
              }
            });
  }

  private void answered(
      ScrapeTarget target,
      Instant sampledAt,
      @Nullable Fetched fetched,
      @Nullable Throwable error) {
    if (fetched == null) {
      down(target, sampledAt, reasonOf(error), String.valueOf(error));
      return;
    }
    try {
      MetricSamples samples = measurement.of(target, sampledAt, fetched, wanted);
      publisher.samples(samples, target.partition());
    } catch (MalformedExpositionException e) {
      down(target, sampledAt, e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private void down(ScrapeTarget target, Instant sampledAt, String reason, String detail) {
    LOG.debug("pod {} could not be measured: {} ({})", target.endpoint().pod(), reason, detail);
    Counter.builder(metrics.name("scrape.failed"))
        .tag("reason", reason)
        .register(metrics.registry())
        .increment();
    publisher.samples(measurement.down(target, sampledAt), target.partition());
  }

  private void done(Agenda.Entry entry) {
    Integer partition = begun.remove(entry.id());
    if (partition != null) {
      watermark.end(partition, entry.due());
    }
    underWay.remove(entry.id());
  }

  private static String reasonOf(@Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof ScrapeFailedException failed) {
      return failed.reason();
    }
    return cause instanceof TimeoutException || cause instanceof HttpTimeoutException
        ? "timeout"
        : "unreachable";
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    transport.close();
  }
}
