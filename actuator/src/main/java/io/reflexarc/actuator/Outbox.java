package io.reflexarc.actuator;

import static io.reflexarc.actuator.errand.Checkpoint.Step.BEFORE_COMMIT;
import static io.reflexarc.actuator.errand.Checkpoint.Step.BEFORE_REPORT;
import static io.reflexarc.actuator.errand.Checkpoint.Step.COMMITTED;

import io.reflexarc.actuator.claim.Claim;
import io.reflexarc.actuator.claim.PartitionProgress;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What is owned, how far it is told of, and what waits to be told. Everything that waits goes into
 * the next commit together. Used by the spine's thread alone.
 */
final class Outbox {

  private final Consumer<byte[], byte[]> consumer;
  private final Ledger ledger;
  private final Reporter reporter;
  private final Checkpoint checkpoint;
  private final Map<TopicPartition, PartitionProgress> owned = new HashMap<>();
  private final List<Crew.Ended> ended = new ArrayList<>();
  private final List<Telling> waiting = new ArrayList<>();
  private final List<Report> sequels = new ArrayList<>();

  Outbox(
      Consumer<byte[], byte[]> consumer, Ledger ledger, Reporter reporter, Checkpoint checkpoint) {
    this.consumer = consumer;
    this.ledger = ledger;
    this.reporter = reporter;
    this.checkpoint = checkpoint;
  }

  /**
   * These partitions are this instance's from now on.
   *
   * @throws KafkaException when it cannot be found out how far they are told of
   */
  void own(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata last = committed.get(partition);
      owned.put(partition, new PartitionProgress(last == null ? new OffsetAndMetadata(0) : last));
    }
  }

  /** As {@link #own}, where that has not succeeded before. */
  void ensureOwned(TopicPartition partition) {
    if (!owned.containsKey(partition)) {
      own(Set.of(partition));
    }
  }

  /**
   * These partitions are no longer this instance's; what is not told of them is another's to tell.
   */
  void disown(Set<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      PartitionProgress progress = owned.remove(partition);
      for (int left = progress == null ? 0 : progress.underWay(); left > 0; left--) {
        reporter.left();
      }
    }
    ended.removeIf(end -> partitions.contains(end.claim().partition()));
    waiting.removeIf(telling -> partitions.contains(telling.claim().partition()));
  }

  Set<TopicPartition> owned() {
    return Set.copyOf(owned.keySet());
  }

  /** Those that can take no more until something of them is told. */
  Set<TopicPartition> full() {
    Set<TopicPartition> full = new HashSet<>();
    owned.forEach(
        (partition, progress) -> {
          if (progress.full()) {
            full.add(partition);
          }
        });
    return full;
  }

  /** Takes a claim on; false when it is under way, told of, or not of an owned partition. */
  boolean begin(Claim claim) {
    PartitionProgress progress = owned.get(claim.partition());
    if (progress == null || !progress.begin(claim.offset())) {
      return false;
    }
    reporter.received();
    return true;
  }

  void add(Telling telling) {
    waiting.add(telling);
  }

  void add(List<Crew.Ended> more) {
    ended.addAll(more);
  }

  /** What was seen of commands after they were told of; told after all outcomes. */
  void addSequels(List<Report> more) {
    sequels.addAll(more);
  }

  /**
   * Tells all that waits.
   *
   * @throws KafkaException when it could not; it still waits then
   */
  void tell() {
    if (!ledger.isOpen()) {
      ledger.open();
      forgetWhatIsCommitted();
    }
    for (Crew.Ended end = first(); end != null; end = first()) {
      checkpoint.reached(BEFORE_REPORT, end.claim().command());
      waiting.add(reporter.outcome(end));
      ended.remove(0);
    }
    if (!waiting.isEmpty() || !sequels.isEmpty()) {
      commit();
    }
  }

  private Crew.@org.jspecify.annotations.Nullable Ended first() {
    return ended.isEmpty() ? null : ended.get(0);
  }

  private void commit() {
    Map<TopicPartition, List<Long>> offsets = new HashMap<>();
    for (Telling telling : waiting) {
      offsets
          .computeIfAbsent(telling.claim().partition(), none -> new ArrayList<>())
          .add(telling.claim().offset());
    }
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    offsets.forEach((partition, told) -> positions.put(partition, progress(partition).after(told)));
    ledger.commit(
        Stream.concat(
                waiting.stream().flatMap(telling -> telling.record().stream()),
                sequels.stream().map(reporter::record))
            .toList(),
        positions,
        consumer.groupMetadata(),
        () -> passed(BEFORE_COMMIT));
    passed(COMMITTED);
    settle(waiting);
    sequels.forEach(reporter::toldOfSequel);
    sequels.clear();
  }

  /** After a commit that may or may not have taken place: what took place is not told again. */
  private void forgetWhatIsCommitted() {
    Set<TopicPartition> asked = new HashSet<>();
    waiting.forEach(telling -> asked.add(telling.claim().partition()));
    if (asked.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(asked);
    List<Telling> told = new ArrayList<>();
    for (Telling telling : waiting) {
      OffsetAndMetadata last = committed.get(telling.claim().partition());
      if (last != null && PartitionProgress.tells(last, telling.claim().offset())) {
        told.add(telling);
      }
    }
    settle(told);
  }

  private void settle(List<Telling> told) {
    for (Telling telling : List.copyOf(told)) {
      progress(telling.claim().partition()).settle(List.of(telling.claim().offset()));
      reporter.told(telling);
      waiting.remove(telling);
    }
  }

  private void passed(Checkpoint.Step step) {
    for (Telling telling : waiting) {
      telling.report().ifPresent(report -> checkpoint.reached(step, report.command()));
    }
  }

  private PartitionProgress progress(TopicPartition partition) {
    PartitionProgress progress = owned.get(partition);
    if (progress == null) {
      throw new IllegalStateException(partition + " is not owned");
    }
    return progress;
  }
}
