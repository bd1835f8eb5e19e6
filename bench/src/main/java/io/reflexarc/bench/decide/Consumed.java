package io.reflexarc.bench.decide;

import io.reflexarc.bench.process.Await;
import io.reflexarc.bench.process.ChildJvm;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** How far a consumer group has committed in a topic. */
final class Consumed implements AutoCloseable {

  private final Admin admin;
  private final String group;
  private final String topic;

  Consumed(String bootstrapServers, String group, String topic) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.group = group;
    this.topic = topic;
  }

  /** Records up to the committed offsets, markers of transactions included. */
  long offsets() {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
          .mapToLong(each -> each.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /**
   * Waits until so much is consumed.
   *
   * @return what was consumed and used by then
   */
  Mark until(long offset, Duration atMost, ChildJvm jvm) {
    long[] reached = new long[1];
    long at =
        Await.until(
            group + ": " + offset + " records of " + topic,
            atMost,
            jvm,
            () -> {
              reached[0] = offsets();
              return reached[0] >= offset;
            });
    return new Mark(at, reached[0], jvm.cpu());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  /**
   * One moment.
   *
   * @param at of {@code System.nanoTime}
   * @param consumed records by then
   * @param cpu processor time that the process had used by then
   */
  record Mark(long at, long consumed, Duration cpu) {

    /** Records a second since an earlier moment. */
    double rateSince(Mark earlier) {
      return (consumed - earlier.consumed) * 1e9 / (at - earlier.at);
    }

    /** Processor time of the process for each record since an earlier moment, microseconds. */
    double microsEachSince(Mark earlier) {
      double micros = TimeUnit.NANOSECONDS.toMicros(cpu.minus(earlier.cpu).toNanos());
      return micros / Math.max(1, consumed - earlier.consumed);
    }
  }
}
