package io.reflexarc.actuator;

import io.reflexarc.runtime.health.StartupStep;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when partitions come and go. One that is asked for is given up in order: nothing new
 * is begun, a write that is under way is waited for, what has ended is told. One that is lost
 * already is let go of at once: another instance has it, and finds the marks.
 */
final class Ownership implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

  private final Crew crew;
  private final Outbox outbox;
  private final Duration patience;
  private final StartupStep startup;
  private final Consumer<Set<TopicPartition>> gained;
  private final Consumer<Set<TopicPartition>> lost;
  private volatile boolean joined;
  private volatile boolean broken;

  /**
   * @param patience for writes that are under way, real time; longer than one takes at most
   * @param gained told of partitions that have come
   * @param lost told of those that are left when others have gone
   */
  Ownership(
      Crew crew,
      Outbox outbox,
      Duration patience,
      StartupStep startup,
      Consumer<Set<TopicPartition>> gained,
      Consumer<Set<TopicPartition>> lost) {
    this.crew = crew;
    this.outbox = outbox;
    this.patience = patience;
    this.startup = startup;
    this.gained = gained;
    this.lost = lost;
  }

  /** Whether this instance is a member of its group, be it without a partition. */
  boolean joined() {
    return joined;
  }

  /** After a failure of the loop: nothing is told any more, whoever comes next finds the marks. */
  void letGo() {
    broken = true;
    joined = false;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.info("owns {} more partitions: {}", partitions.size(), partitions);
    try {
      outbox.own(Set.copyOf(partitions));
    } catch (KafkaException e) {
      LOG.warn("will find out later how far they are told of: {}", e.toString());
    }
    gained.accept(Set.copyOf(partitions));
    joined = true;
    startup.done("joined the group");
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (broken) {
      return;
    }
    Set<TopicPartition> leaving = Set.copyOf(partitions);
    outbox.add(crew.release(leaving, patience));
    try {
      outbox.tell();
    } catch (KafkaException e) {
      LOG.warn("gives up partitions with outcomes untold, their marks will tell: {}", e.toString());
    }
    outbox.disown(leaving);
    lost.accept(outbox.owned());
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warn("lost partitions to another instance: {}", partitions);
    Set<TopicPartition> gone = Set.copyOf(partitions);
    joined = false;
    outbox.add(crew.release(gone, Duration.ZERO));
    outbox.disown(gone);
    lost.accept(outbox.owned());
  }
}
