package io.reflexarc.actuator;

import io.reflexarc.actuator.claim.Claim;
import io.reflexarc.actuator.claim.CommandReader;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.runtime.health.Heartbeat;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spine: claim, look, act, report, over and over, on one thread that owns the Kafka clients.
 * Looking and acting are the crew's, on threads of its own.
 *
 * <ol>
 *   <li>claim: commands come from the partitions that this instance owns, as many as there is room
 *       for. A crash leaves them uncommitted: they come again, here or elsewhere;
 *   <li>look and act: one errand each, fenced by the object's resourceVersion and mark. A crash
 *       leaves the mark on what is done: who gets the command again finds it;
 *   <li>report: audit records and offsets, in one transaction. A crash leaves both or neither.
 * </ol>
 */
final class CommandLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CommandLoop.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration BUSY = Duration.ofMillis(5);
  private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final CommandReader reader;
  private final Crew crew;
  private final Outbox outbox;
  private final Ownership ownership;
  private final Reporter reporter;
  private final Supplier<List<Report>> sequels;
  private final Heartbeat heartbeat;
  private final Set<TopicPartition> paused = new HashSet<>();
  private long quietUntil = System.nanoTime();
  private volatile boolean closing;

  /**
   * @param consumer subscribed already, with an {@link Ownership} of the same crew and outbox;
   *     closed at the end
   * @param sequels what was seen of commands after they were told of, since the last call
   */
  CommandLoop(
      Consumer<byte[], byte[]> consumer,
      CommandReader reader,
      Crew crew,
      Outbox outbox,
      Ownership ownership,
      Reporter reporter,
      Supplier<List<Report>> sequels,
      Heartbeat heartbeat) {
    this.consumer = consumer;
    this.reader = reader;
    this.crew = crew;
    this.outbox = outbox;
    this.ownership = ownership;
    this.reporter = reporter;
    this.sequels = sequels;
    this.heartbeat = heartbeat;
  }

  /** Ends the loop after its turn, what is under way told of as far as a few seconds allow. */
  void close() {
    closing = true;
  }

  @Override
  public void run() {
    boolean orderly = false;
    try {
      while (!closing) {
        heartbeat.beat();
        claim();
        report();
      }
      orderly = true;
      heartbeat.end();
    } catch (InterruptException e) {
      LOG.info("interrupted, ends");
    } catch (RuntimeException | Error e) {
      LOG.error("the loop of commands broke; this process must be restarted", e);
    } finally {
      if (!orderly) {
        ownership.letGo();
      }
      consumer.close(CloseOptions.timeout(CLOSE));
    }
  }

  private void claim() {
    pause();
    try {
      claim(consumer.poll(crew.size() > 0 ? BUSY : IDLE));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      trouble("commands cannot be read", e);
    }
  }

  /** Takes what came; from the first on that cannot be read yet, all are fetched again later. */
  private void claim(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      next.put(partition, records.records(partition).get(0).offset());
    }
    try {
      for (TopicPartition partition : records.partitions()) {
        outbox.ensureOwned(partition);
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          take(reader.read(record));
          next.put(partition, record.offset() + 1);
        }
      }
    } catch (KafkaException e) {
      next.forEach(consumer::seek);
      throw e;
    }
  }

  private void take(Claim claim) {
    if (!outbox.begin(claim)) {
      return;
    }
    if (claim instanceof Claim.Command command) {
      crew.take(command);
    } else if (claim instanceof Claim.Poison poison) {
      outbox.add(reporter.deadLetter(poison));
    } else {
      outbox.add(reporter.silence((Claim.Elsewhere) claim));
    }
  }

  private void report() {
    outbox.add(crew.ended());
    outbox.addSequels(sequels.get());
    if (System.nanoTime() - quietUntil < 0) {
      return;
    }
    try {
      outbox.tell();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      trouble("outcomes cannot be told", e);
    }
  }

  /** Fetches from those partitions only that may send more. */
  private void pause() {
    boolean none = crew.full() || System.nanoTime() - quietUntil < 0;
    Set<TopicPartition> wanted = none ? outbox.owned() : outbox.full();
    if (!wanted.equals(paused)) {
      consumer.resume(consumer.paused());
      consumer.pause(wanted);
      paused.clear();
      paused.addAll(wanted);
    }
  }

  private void trouble(String what, KafkaException e) {
    LOG.warn("{}, will try again: {}", what, e.toString());
    quietUntil = System.nanoTime() + AFTER_TROUBLE.toNanos();
  }
}
