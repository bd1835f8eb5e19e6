package io.reflexarc.actuator;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.lookout.Lookout;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others have applied lately in partitions that this instance has got is looked after from now
 * on by this one: the audit tells which commands were applied, and not told to be set back yet; the
 * commands tell what they were about; the objects remember what was changed. Bounded in time and
 * number; what it cannot find is not looked after.
 */
final class Recollection implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A command is applied so long after it was issued at most, for this to find it. */
  private static final Duration IN_HAND = Duration.ofHours(1);

  /** No more records of a partition are read, the newest. */
  private static final long MOST_RECORDS = 2_000;

  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final String auditTopic;
  private final Deserializer<RemediationAudit> audits;
  private final Deserializer<RemediationCommand> commands;
  private final Workshop with;
  private final Lookout lookout;
  private final Duration window;
  private final Runnable beat;
  private final Set<TopicPartition> waiting = new HashSet<>();

  /**
   * @param clients makes a consumer that is no member of a group
   * @param window how long something is looked after, event time
   * @param beat told at every step
   */
  Recollection(
      Supplier<Consumer<byte[], byte[]>> clients,
      TopicNames topics,
      Deserializer<RemediationAudit> audits,
      Deserializer<RemediationCommand> commands,
      Workshop with,
      Lookout lookout,
      Duration window,
      Runnable beat) {
    this.clients = clients;
    this.auditTopic = topics.of(Topic.REMEDIATION_AUDIT);
    this.audits = audits;
    this.commands = commands;
    this.with = with;
    this.lookout = lookout;
    this.window = window;
    this.beat = beat;
  }

  /** These partitions of the commands are this instance's from now on. From any thread. */
  void gained(Set<TopicPartition> partitions) {
    synchronized (waiting) {
      waiting.addAll(partitions);
    }
  }

  /** Partitions have gone: what is left is gathered anew. From any thread. */
  void lost(Set<TopicPartition> left) {
    lookout.forget();
    synchronized (waiting) {
      waiting.clear();
      waiting.addAll(left);
    }
  }

  @Override
  public void run() {
    Set<TopicPartition> partitions = taken();
    if (partitions.isEmpty()) {
      return;
    }
    try (Consumer<byte[], byte[]> consumer = clients.get()) {
      recall(consumer, partitions);
    } catch (KafkaException e) {
      LOG.warn("cannot recall what was applied lately, will try again: {}", e.toString());
      gained(partitions);
    }
  }

  private Set<TopicPartition> taken() {
    synchronized (waiting) {
      Set<TopicPartition> partitions = Set.copyOf(waiting);
      waiting.clear();
      return partitions;
    }
  }

  private void recall(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
    Instant since = with.time().instant().minus(window);
    Set<String> stand = applied(read(consumer, partitionsOfAudit(consumer), since));
    if (stand.isEmpty()) {
      return;
    }
    for (ConsumerRecord<byte[], byte[]> record : read(consumer, partitions, since.minus(IN_HAND))) {
      decoded(commands, record)
          .filter(command -> stand.contains(command.getId()))
          .ifPresent(this::recall);
    }
  }

  private Set<TopicPartition> partitionsOfAudit(Consumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(auditTopic).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .collect(Collectors.toSet());
  }

  /** Ids of commands that were applied and not told to be set back. */
  private Set<String> applied(List<ConsumerRecord<byte[], byte[]>> records) {
    Set<String> stand = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      RemediationAudit audit = decoded(audits, record).orElse(null);
      if (audit == null || audit.getCommandId() == null) {
        continue;
      }
      if (audit.getStage() == Stage.APPLIED || audit.getStage() == Stage.ALREADY_APPLIED) {
        stand.add(audit.getCommandId());
      } else if (audit.getStage() == Stage.OVERRIDDEN) {
        stand.remove(audit.getCommandId());
      }
    }
    return stand;
  }

  private void recall(RemediationCommand command) {
    beat.run();
    Optional<Action> action = with.actions().find(command.getAction());
    if (action.isEmpty()) {
      return;
    }
    try {
      action
          .get()
          .look(command, with.cluster())
          .objects()
          .forEach(object -> lookout.recall(command, object));
    } catch (InvalidCommandException | ClusterException e) {
      LOG.debug("cannot look after command {}: {}", command.getId(), e.getMessage());
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read(
      Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions, Instant since) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndTimestamp> begins =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> since.toEpochMilli())));
    ends.forEach((partition, end) -> consumer.seek(partition, begin(begins.get(partition), end)));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream().anyMatch(end -> isBefore(consumer, end))
        && System.nanoTime() - deadline < 0) {
      beat.run();
      consumer.poll(POLL).forEach(records::add);
    }
    return records;
  }

  private static long begin(@org.jspecify.annotations.Nullable OffsetAndTimestamp found, long end) {
    return found == null ? end : Math.max(found.offset(), end - MOST_RECORDS);
  }

  private static boolean isBefore(
      Consumer<byte[], byte[]> consumer, Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  /** What cannot be read is for its own reader to say. */
  private static <T> Optional<T> decoded(
      Deserializer<T> deserializer, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(deserializer.deserialize(record.topic(), record.value()));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }
}
