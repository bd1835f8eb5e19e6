package io.reflexarc.detector.promql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.reflexarc.detector.attribution.Instance;
import io.reflexarc.detector.attribution.Locating;
import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.scrape.ScrapeFailedException;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.Sample;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every group of queries once an interval of event time, for the same moment on every replica,
 * and publishes what falls into the partitions that are ours: so a partition that changes hands has
 * neither a gap nor a double, and its ticks wait for its samples.
 *
 * <p>Phases of a run: due (it holds back the watermarks of our partitions from then on), asked,
 * answered, located, published, done. A failure in any of them ends in {@code up=false} for those
 * that were measured lately, and lets the watermarks go; so does a timeout, in real time.
 */
public final class PromqlSource implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PromqlSource.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
  private static final long CLOSE_MILLIS = 1_000;
  private static final String SOURCE = "prometheus";
  private static final int MOST_SAMPLES = 2_000;

  private final PromqlSettings settings;
  private final String cluster;
  private final PrometheusClient client;
  private final Locating locating;
  private final Partitioning partitioning;
  private final Ownership ownership;
  private final Watermark watermark;
  private final Publisher publisher;
  private final TimeSource time;
  private final StageMetrics metrics;
  private final Heartbeat heartbeat;
  private final Timer timer;
  private final Map<String, Instant> lastDue = new HashMap<>();
  private final Map<String, Silence> silences = new HashMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param cluster the cluster that is meant where no label names one
   * @param executor runs what follows an answer
   */
  public PromqlSource(
      PromqlSettings settings,
      String cluster,
      Executor executor,
      Locating locating,
      Partitioning partitioning,
      Ownership ownership,
      Watermark watermark,
      Publisher publisher,
      TimeSource time,
      StageMetrics metrics,
      Heartbeat heartbeat) {
    this.settings = settings;
    this.cluster = cluster;
    this.client = new PrometheusClient(settings, executor);
    this.locating = locating;
    this.partitioning = partitioning;
    this.ownership = ownership;
    this.watermark = watermark;
    this.publisher = publisher;
    this.time = time;
    this.metrics = metrics;
    this.heartbeat = heartbeat;
    this.timer = metrics.registry().timer(metrics.name("promql.duration"));
    settings.groups().forEach(it -> silences.put(it.name(), new Silence(it.interval())));
    this.thread = new Thread(this::run, "detector-promql");
    thread.setDaemon(true);
  }

  /** Begins to ask. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        heartbeat.beat();
        Instant now = time.instant();
        turn(now);
        time.awaitUntil(next(now), LONGEST_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.end();
  }

  private Instant next(Instant now) {
    return settings.groups().stream()
        .map(group -> group.dueAt(now).plus(group.interval()))
        .min(Instant::compareTo)
        .orElse(now.plus(LONGEST_WAIT));
  }

  /** Asks what has come due since the last turn. */
  void turn(Instant now) {
    Set<Integer> ours = ownership.active();
    for (PromqlGroup group : settings.groups()) {
      Instant due = group.dueAt(now);
      Instant before = lastDue.put(group.name(), due);
      if (ours.isEmpty() || before == null || !due.isAfter(before)) {
        continue;
      }
      if (!underWay.add(group.name())) {
        failed(group, "overrun");
        continue;
      }
      ask(group, due, ours);
    }
  }

  private void ask(PromqlGroup group, Instant due, Set<Integer> ours) {
    ours.forEach(partition -> watermark.begin(partition, due));
    long started = System.nanoTime();
    Run run = new Run(group, due);
    List<CompletableFuture<List<Series>>> answers =
        group.queries().stream().map(query -> client.ask(group, query, due)).toList();
    var unused =
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
            .thenCompose(
                done -> {
                  for (int i = 0; i < answers.size(); i++) {
                    run.add(group.queries().get(i), answers.get(i).join(), cluster);
                  }
                  return locating.find(run.sought());
                })
            .orTimeout(2 * settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (whereabouts, error) -> {
                  try {
                    timer.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                    answered(group, run, due, whereabouts, error);
                  } catch (RuntimeException e) {
                    LOG.error("a run of query group {} was lost", group.name(), e);
                    failed(group, "bug");
                  } finally {
                    ours.forEach(partition -> watermark.end(partition, due));
                    underWay.remove(group.name());
                  }
                });
  }

  private void answered(
      PromqlGroup group,
      Run run,
      Instant due,
      @Nullable List<Whereabouts> whereabouts,
      @Nullable Throwable error) {
    Set<Instance> measured = new HashSet<>();
    if (whereabouts == null) {
      String reason = reasonOf(error);
      LOG.warn(
          "query group {} has no answer ({}): {}",
          group.name(),
          reason,
          String.valueOf(cause(error)));
      failed(group, reason);
    } else {
      Map<Run.Moment, List<Sample>> samples = run.samples(whereabouts);
      samples.forEach(
          (moment, of) -> {
            measured.add(moment.instance());
            publish(moment, of);
          });
      for (int i = 0; i < run.unattributed(); i++) {
        publisher.dropped(Origin.PROMETHEUS, "unattributed");
      }
      count("promql.not.numbers", group).increment(run.notNumbers());
    }
    Silence silence = silences.get(group.name());
    if (silence != null) {
      silence.after(measured, due).forEach(it -> publish(new Run.Moment(it, null, due), List.of()));
    }
  }

  private void publish(Run.Moment moment, List<Sample> samples) {
    int partition = partitioning.of(moment.instance().target());
    if (!ownership.owns(partition)) {
      return;
    }
    if (samples.size() > MOST_SAMPLES) {
      publisher.dropped(Origin.PROMETHEUS, "too-many-samples");
      return;
    }
    publisher.samples(
        Origin.PROMETHEUS,
        moment.instance().measured(SOURCE, moment.at(), moment.startedAt(), samples),
        partition);
  }

  private void failed(PromqlGroup group, String reason) {
    Counter.builder(metrics.name("promql.failed"))
        .tag("group", group.name())
        .tag("reason", reason)
        .register(metrics.registry())
        .increment();
  }

  private Counter count(String what, PromqlGroup group) {
    return Counter.builder(metrics.name(what))
        .tag("group", group.name())
        .register(metrics.registry());
  }

  private static @Nullable Throwable cause(@Nullable Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private static String reasonOf(@Nullable Throwable error) {
    Throwable cause = cause(error);
    if (cause instanceof QueryFailedException failed) {
      return failed.reason();
    }
    if (cause instanceof ScrapeFailedException tooLarge) {
      return tooLarge.reason();
    }
    if (cause instanceof Locating.NotNowException) {
      return "not-yet";
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
  }
}
