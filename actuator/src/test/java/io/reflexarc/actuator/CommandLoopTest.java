package io.reflexarc.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.action.Actions;
import io.reflexarc.actuator.action.rollback.Rollback;
import io.reflexarc.actuator.claim.CommandReader;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.control.ControlDesk;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.actuator.report.Tally;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.ManualTime;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The spine on clients without a broker, where brokers are hard to get into the state wanted. */
class CommandLoopTest {

  private static final String TOPIC = "remediation-commands";
  private static final TopicPartition ONE = new TopicPartition(TOPIC, 0);
  private static final TopicPartition TWO = new TopicPartition(TOPIC, 1);

  private final MemoryCluster cluster = new MemoryCluster();
  private final Rollouts rollouts = new Rollouts(cluster);
  private final StageMetrics metrics = new StageMetrics("actuator");
  private final Health health = new Health();
  private final Map<String, RemediationCommand> commands = new ConcurrentHashMap<>();
  private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Deque<MockProducer<byte[], byte[]>> first = new ArrayDeque<>();
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private final Crew crew =
      new Crew(
          new Workshop(
              Actions.of(List.of(new Rollback())),
              cluster,
              Post.NONE,
              new ControlDesk(),
              new ManualTime(Commands.ISSUED.plusSeconds(5)),
              Effect.PERSIST,
              "",
              Checkpoint.NONE),
          2,
          16);
  private final Ledger ledger = new Ledger(this::producer);
  private final Reporter reporter =
      new Reporter(
          (topic, audit) -> audit.getCommandId().getBytes(StandardCharsets.UTF_8),
          "audit",
          new Tally(metrics));
  private final Outbox outbox = new Outbox(consumer, ledger, reporter, Checkpoint.NONE);
  private final CommandLoop loop = loop();
  private final Thread thread = new Thread(loop, "loop");

  @AfterEach
  void close() throws InterruptedException {
    loop.close();
    thread.join(TimeUnit.SECONDS.toMillis(10));
    crew.close();
    ledger.close();
    health.close();
    metrics.close();
  }

  @Test
  void shouldLoseNoCommandOfAnotherPartitionWhenOneCannotBeReadYet() throws Exception {
    // given
    unreachable.add("c-1");
    sick("c-1");
    sick("c-2");
    sick("c-3");
    consumer.schedulePollTask(this::offerAll);
    thread.start();
    until(() -> refusals.get() > 0);

    // when the registry is back, and the broker sends again what is fetched again
    unreachable.clear();
    consumer.schedulePollTask(this::offerAll);

    // then
    until(() -> told().size() == 3);
    assertThat(told()).containsExactlyInAnyOrder("c-1", "c-2", "c-3");
    assertThat(offsets()).isEqualTo(Map.of(ONE, 2L, TWO, 1L));
    assertThat(cluster.writes()).hasSize(3);
  }

  @Test
  void shouldTellLaterWhatCouldNotBeCommitted() throws Exception {
    // given
    MockProducer<byte[], byte[]> broken = mock();
    broken.commitTransactionException = new TimeoutException("slow");
    first.add(broken);
    sick("c-1");
    consumer.schedulePollTask(() -> offer(ONE, 0, "c-1"));

    // when
    thread.start();

    // then
    until(() -> told().size() == 1);
    assertThat(producers).hasSize(2);
    assertThat(offsets()).isEqualTo(Map.of(ONE, 1L));
    assertThat(cluster.writes()).hasSize(1);
  }

  private void sick(String id) {
    String name = "web-" + id;
    rollouts.release(name, "v3", 2);
    commands.put(id, Commands.rollback(id, rollouts.release(name, "v4", 2), "2", "1"));
  }

  private void offerAll() {
    offer(ONE, 0, "c-1");
    offer(ONE, 1, "c-2");
    offer(TWO, 0, "c-3");
  }

  /** The broker has it, for who stands at its offset or before. */
  private void offer(TopicPartition partition, long offset, String id) {
    RemediationCommand command = Objects.requireNonNull(commands.get(id));
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            partition.partition(),
            offset,
            command.getTarget().getBytes(StandardCharsets.UTF_8),
            id.getBytes(StandardCharsets.UTF_8)));
  }

  private CommandLoop loop() {
    Ownership ownership =
        new Ownership(
            crew,
            outbox,
            Duration.ofSeconds(2),
            health.startup("commands", "not yet"),
            gained -> {},
            left -> {});
    consumer.subscribe(List.of(TOPIC), ownership);
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(ONE, TWO));
          consumer.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
        });
    return new CommandLoop(
        consumer,
        new CommandReader((topic, bytes) -> read(bytes), "local"),
        crew,
        outbox,
        ownership,
        reporter,
        List::of,
        health.heartbeat("commands", Duration.ofMinutes(1)));
  }

  private RemediationCommand read(byte[] bytes) {
    String id = new String(bytes, StandardCharsets.UTF_8);
    if (unreachable.contains(id)) {
      refusals.incrementAndGet();
      throw new SerializationException("no answer", new ConnectException("refused"));
    }
    return Objects.requireNonNull(commands.get(id));
  }

  private Producer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> next = first.isEmpty() ? mock() : first.remove();
    producers.add(next);
    return next;
  }

  private static MockProducer<byte[], byte[]> mock() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private List<String> told() {
    return producers.stream()
        .flatMap(producer -> producer.history().stream())
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private Map<TopicPartition, Long> offsets() {
    Map<TopicPartition, Long> committed = new HashMap<>();
    producers.stream()
        .flatMap(producer -> producer.consumerGroupOffsetsHistory().stream())
        .flatMap(group -> group.values().stream())
        .forEach(
            offsets ->
                offsets.forEach(
                    (partition, position) -> committed.put(partition, offset(position))));
    return committed;
  }

  private static long offset(OffsetAndMetadata position) {
    return position.offset();
  }

  private static void until(BooleanSupplier condition) {
    await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
  }
}
