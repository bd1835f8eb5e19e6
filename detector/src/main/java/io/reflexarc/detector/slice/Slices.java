package io.reflexarc.detector.slice;

import io.reflexarc.runtime.health.CheckResult;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership in the group that divides the partitions of {@code health-events} among the detectors.
 * The consumer reads nothing for it: its partitions stay paused, only its assignment counts.
 *
 * <p>Phases of a partition: assigned (nothing is published into it yet), read back (by a second
 * thread, so that the group hears of us meanwhile), active. A failure to read back leaves it
 * assigned and silent, without ticks, and is tried again; a detector that dies leaves its
 * partitions to the others after the session's timeout. A detector that was cut off from the
 * brokers may publish for a moment beside its successor; ids make such doubles harmless.
 */
public final class Slices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Slices.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration READ_BACK_PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 50;
  private static final long CLOSE_MILLIS = 4_000;
  private static final long JOIN_MILLIS = 500;

  private final Consumer<String, byte[]> consumer;
  private final String topic;
  private final Ownership ownership;
  private final SliceListener listener;
  private final ReadBack readBack;
  private final TimeSource time;
  private final Heartbeat heartbeat;
  private final Thread poller;
  private final Thread reader;
  private volatile boolean unreachable;
  private volatile boolean unreadable;
  private final Set<Integer> handedOver = ConcurrentHashMap.newKeySet();
  private final AtomicInteger changes = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Joins nothing yet; {@link #start} does.
   *
   * @param consumer the member of the group; owned, closed with this
   * @param consumers makes consumers that belong to no group
   * @param horizon how far back facts are read when a partition is taken over, event time
   */
  public Slices(
      Consumer<String, byte[]> consumer,
      Supplier<Consumer<String, byte[]>> consumers,
      RecordSerdes serdes,
      TopicNames topics,
      Duration horizon,
      Ownership ownership,
      SliceListener listener,
      TimeSource time,
      Heartbeat heartbeat) {
    this.consumer = consumer;
    this.topic = topics.of(Topic.HEALTH_EVENTS);
    this.ownership = ownership;
    this.listener = listener;
    this.readBack = new ReadBack(consumers, serdes, topics, horizon, READ_BACK_PATIENCE);
    this.time = time;
    this.heartbeat = heartbeat;
    this.poller = new Thread(this::poll, "detector-slices");
    this.reader = new Thread(this::readBackNew, "detector-read-back");
    poller.setDaemon(true);
    reader.setDaemon(true);
  }

  /** Joins the group. */
  public void start() {
    poller.start();
    reader.start();
  }

  /** Whether partitions are assigned, read back, and the group is heard of. */
  public CheckResult check() {
    if (unreachable) {
      return CheckResult.bad("the group cannot be reached");
    }
    if (unreadable) {
      return CheckResult.bad("the log of the partitions cannot be read back");
    }
    Set<Integer> active = ownership.active();
    Set<Integer> assigned = ownership.assigned();
    if (assigned.size() > active.size()) {
      return CheckResult.bad("reads the log of its partitions back: " + assigned);
    }
    return active.isEmpty()
        ? CheckResult.bad("no partition is assigned: the group is forming, or others have all")
        : CheckResult.good("partitions " + active);
  }

  private void poll() {
    consumer.subscribe(List.of(topic), new Rebalance());
    while (!closed) {
      heartbeat.beat();
      try {
        consumer.poll(POLL);
        unreachable = false;
      } catch (WakeupException | InterruptException e) {
        LOG.debug("woken up: {}", e.toString());
      } catch (KafkaException e) {
        LOG.warn("the group cannot be reached: {}", e.toString());
        unreachable = true;
        pause();
      }
    }
    heartbeat.end();
    ownership.revoke(ownership.assigned());
    consumer.close(CloseOptions.timeout(Duration.ofMillis(CLOSE_MILLIS)));
  }

  private void readBackNew() {
    while (!closed) {
      Set<Integer> waiting = new TreeSet<>(ownership.assigned());
      waiting.removeAll(ownership.active());
      waiting.removeAll(handedOver);
      if (waiting.isEmpty()) {
        pause();
        continue;
      }
      try {
        int before = changes.get();
        Map<Integer, SliceMemory> memories = readBack.read(waiting, time.instant());
        if (changes.get() == before) {
          handedOver.addAll(waiting);
          listener.acquired(memories);
        }
        unreadable = false;
      } catch (InterruptException e) {
        return;
      } catch (KafkaException e) {
        LOG.warn("cannot read back the log of partitions {}: {}", waiting, e.toString());
        unreadable = true;
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(closed ? 0 : PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    reader.interrupt();
    try {
      poller.join(CLOSE_MILLIS + JOIN_MILLIS);
      reader.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(consumer.assignment());
      List<Integer> numbers = numbers(partitions);
      if (!numbers.isEmpty()) {
        LOG.info("partitions {} are ours now", numbers);
        changes.incrementAndGet();
        handedOver.removeAll(numbers);
        ownership.assign(numbers);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      gone(partitions, "given back");
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      gone(partitions, "lost");
    }

    private void gone(Collection<TopicPartition> partitions, String how) {
      List<Integer> numbers = numbers(partitions);
      if (!numbers.isEmpty()) {
        changes.incrementAndGet();
        ownership.revoke(numbers);
        LOG.info("partitions {} are {}", numbers, how);
        listener.lost(numbers);
      }
    }

    private List<Integer> numbers(Collection<TopicPartition> partitions) {
      return partitions.stream().map(TopicPartition::partition).sorted().toList();
    }
  }
}
