package io.reflexarc.detector.usage;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.attribution.Instance;
import io.reflexarc.detector.attribution.Locating;
import io.reflexarc.detector.attribution.Sought;
import io.reflexarc.detector.attribution.Whereabouts;
import io.reflexarc.detector.publish.Origin;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads once an interval of event time what all pods use, and publishes what somebody asks for, of
 * the pods in the partitions that are ours. A cluster that does not serve {@code metrics.k8s.io} is
 * passed over, counted, and asked again. Samples have the time of the reading, the same on every
 * replica, as those of a scrape do: the measurement's own lies up to a minute back, when time has
 * been told already. What has the time of what was published before is the same measurement, and is
 * not said twice; what is older than the limit is stale, and is not said.
 */
public final class UsageSource implements AutoCloseable {

  /** Bytes of a container's working set, as cAdvisor calls it; a gauge. */
  public static final String MEMORY = "container_memory_working_set_bytes";

  /** Cores that a container used on average over the last window; a gauge. */
  public static final String CPU = "container_cpu_usage_cores";

  private static final Logger LOG = LoggerFactory.getLogger(UsageSource.class);
  private static final String SOURCE = "metrics.k8s.io";
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
  private static final Duration STALE = Duration.ofMinutes(5);
  private static final int MAX_BYTES = 256 << 20;
  private static final int AT_ONCE = 5_000;
  private static final long CLOSE_MILLIS = 1_000;

  private final UsageTransport transport;
  private final Duration interval;
  private final Duration timeout;
  private final String cluster;
  private final Predicate<String> wanted;
  private final Locating locating;
  private final Partitioning partitioning;
  private final Ownership ownership;
  private final Watermark watermark;
  private final Publisher publisher;
  private final TimeSource time;
  private final StageMetrics metrics;
  private final Heartbeat heartbeat;
  private final Thread thread;
  private Map<String, Instant> last = new HashMap<>();
  private Instant due = Instant.EPOCH;
  private volatile boolean closed;

  /**
   * @param interval event time between two readings
   * @param timeout real time for one
   * @param cluster our cluster's name
   * @param wanted names of metrics that are published; nothing is asked while neither is
   */
  public UsageSource(
      UsageTransport transport,
      Duration interval,
      Duration timeout,
      String cluster,
      Predicate<String> wanted,
      Locating locating,
      Partitioning partitioning,
      Ownership ownership,
      Watermark watermark,
      Publisher publisher,
      TimeSource time,
      StageMetrics metrics,
      Heartbeat heartbeat) {
    this.transport = transport;
    this.interval = interval;
    this.timeout = timeout;
    this.cluster = cluster;
    this.wanted = wanted;
    this.locating = locating;
    this.partitioning = partitioning;
    this.ownership = ownership;
    this.watermark = watermark;
    this.publisher = publisher;
    this.time = time;
    this.metrics = metrics;
    this.heartbeat = heartbeat;
    this.thread = new Thread(this::run, "detector-usage");
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        heartbeat.beat();
        if (time.awaitUntil(due, LONGEST_WAIT)) {
          turn(latestDue(time.instant()));
          due = latestDue(time.instant()).plus(interval);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.end();
  }

  /** The last multiple of the interval. */
  private Instant latestDue(Instant now) {
    long millis = interval.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
  }

  /** Reads and publishes once; holds the watermarks of our partitions back meanwhile. */
  void turn(Instant now) throws InterruptedException {
    Set<Integer> ours = ownership.active();
    if (ours.isEmpty() || !(wanted.test(MEMORY) || wanted.test(CPU))) {
      return;
    }
    ours.forEach(partition -> watermark.begin(partition, now));
    try {
      read(now);
    } finally {
      ours.forEach(partition -> watermark.end(partition, now));
    }
  }

  private void read(Instant now) throws InterruptedException {
    try {
      List<PodUsage> usages =
          UsageList.read(
              transport.list(timeout, MAX_BYTES).get(timeout.toMillis(), TimeUnit.MILLISECONDS));
      Map<String, Instant> seen = new HashMap<>();
      for (int from = 0; from < usages.size(); from += AT_ONCE) {
        publish(usages.subList(from, Math.min(usages.size(), from + AT_ONCE)), seen, now);
      }
      last = seen;
    } catch (UsageFailedException e) {
      failed(e.reason(), e);
    } catch (ExecutionException e) {
      failed(reasonOf(e.getCause()), e);
    } catch (TimeoutException e) {
      failed("timeout", e);
    } catch (RuntimeException e) {
      LOG.error("a reading of usage was lost", e);
      failed("bug", e);
    }
  }

  private void publish(List<PodUsage> usages, Map<String, Instant> seen, Instant now)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<PodUsage> named = new ArrayList<>();
    List<Sought> sought = new ArrayList<>();
    for (PodUsage usage : usages) {
      try {
        sought.add(new Sought(new TargetKey(cluster, usage.namespace(), Sought.POD, usage.pod())));
        named.add(usage);
      } catch (IllegalArgumentException e) {
        publisher.dropped(Origin.USAGE, "malformed");
      }
    }
    List<Whereabouts> whereabouts =
        locating.find(sought).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    for (int i = 0; i < named.size(); i++) {
      if (whereabouts.get(i) instanceof Whereabouts.Found found) {
        publish(named.get(i), found, seen, now);
      } else {
        publisher.dropped(Origin.USAGE, "unattributed");
      }
    }
  }

  private void publish(
      PodUsage usage, Whereabouts.Found found, Map<String, Instant> seen, Instant now) {
    Instance instance = Instance.of(found, null);
    int partition = partitioning.of(instance.target());
    if (!ownership.owns(partition)) {
      return;
    }
    String pod = usage.namespace() + "/" + usage.pod();
    seen.put(pod, usage.at());
    if (usage.at().equals(last.get(pod))) {
      return;
    }
    if (usage.at().isBefore(now.minus(STALE)) || usage.at().isAfter(now.plus(STALE))) {
      publisher.dropped(Origin.USAGE, "stale");
      return;
    }
    Instant startedAt = found.pod() == null ? null : found.pod().startedAt();
    publisher.samples(
        Origin.USAGE, instance.measured(SOURCE, now, startedAt, samples(usage)), partition);
  }

  private List<Sample> samples(PodUsage usage) {
    List<Sample> samples = new ArrayList<>();
    for (PodUsage.ContainerUsage container : usage.containers()) {
      add(samples, MEMORY, container.container(), container.memoryBytes());
      add(samples, CPU, container.container(), container.cores());
    }
    return samples;
  }

  private void add(List<Sample> samples, String name, String container, double value) {
    if (wanted.test(name)) {
      samples.add(
          Sample.newBuilder()
              .setName(name)
              .setLabels(Map.of("container", container))
              .setKind(MetricKind.GAUGE)
              .setValue(value)
              .build());
    }
  }

  private void failed(String reason, Exception e) {
    LOG.debug("usage cannot be read ({}): {}", reason, e.toString());
    Counter.builder(metrics.name("usage.skipped"))
        .tag("reason", reason)
        .register(metrics.registry())
        .increment();
  }

  private static String reasonOf(@Nullable Throwable cause) {
    if (cause instanceof UsageFailedException failed) {
      return failed.reason();
    }
    return cause instanceof Locating.NotNowException ? "not-yet" : "unreachable";
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
