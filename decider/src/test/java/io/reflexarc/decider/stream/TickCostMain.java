package io.reflexarc.decider.stream;

import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.decider.state.StateSerdes;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.PolicyParser;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/**
 * Measures what a partition costs: 200 targets of 5 pods, a scrape every ten seconds and a tick
 * every second, two policies, stores in memory. Prints microseconds for a scrape and for a tick and
 * target.
 */
final class TickCostMain {

  private static final int TARGETS = 200;
  private static final int PODS = 5;
  private static final int WARM_SECONDS = 900;
  private static final int SECONDS = 900;
  private static final long START = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();

  private final DecideProcessor processor;
  private final MockProcessorContext<Object, Object> context;
  private long scrapeNanos;
  private long tickNanos;
  private long scrapes;

  private TickCostMain(Path policies) throws IOException {
    Orders orders = new Orders();
    for (String document : Files.readString(policies).split("---\n")) {
      Rule rule = new Rule(PolicyParser.parseDocument(document, 1).accepted().orElseThrow());
      orders.put(rule.key(), rule);
    }
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "cost");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    this.context =
        new MockProcessorContext<>(
            properties, new TaskId(0, 0), Files.createTempDirectory("cost").toFile());
    store(Names.WORKLOADS, Serdes.ByteArray());
    store(Names.TARGETS, StateSerdes.target());
    store(Names.INSTANCES, StateSerdes.instance());
    store(Names.WAITING, StateSerdes.scrape());
    store(Names.MARKS, Serdes.Long());
    this.processor =
        new DecideProcessor(
            Terms.DEFAULT,
            2_000,
            orders,
            new Tallies(new StageMetrics("decider"), new TopicNames("")),
            bytes -> {
              throw new IllegalStateException("nothing is restored here");
            });
    processor.init(context);
  }

  private <V> void store(String name, Serde<V> serde) {
    StateStore store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }

  /** Measures with the policies of a file. */
  public static void main(String[] args) throws IOException {
    TickCostMain cost =
        new TickCostMain(Path.of("src/test/resources/golden/memory-leak-trend/policy.yaml"));
    for (int target = 0; target < TARGETS; target++) {
      cost.process(key(target), workload(target), 0);
    }
    cost.run(0, WARM_SECONDS);
    cost.scrapeNanos = 0;
    cost.tickNanos = 0;
    cost.scrapes = 0;
    cost.run(WARM_SECONDS, WARM_SECONDS + SECONDS);
    double core = (cost.scrapeNanos + cost.tickNanos) / 1e9 / SECONDS;
    System.out.printf(
        Locale.ROOT,
        "%d targets, %d pods: scrape %.1f us, tick %.2f us a target, %.5f of a core, %.3f at 60x%n",
        TARGETS,
        TARGETS * PODS,
        cost.scrapeNanos / 1e3 / cost.scrapes,
        cost.tickNanos / 1e3 / SECONDS / TARGETS,
        core,
        core * 60);
  }

  private void run(int from, int until) {
    for (int second = from; second < until; second++) {
      long began = cpuNanos();
      for (int target = 0; target < TARGETS; target++) {
        for (int pod = 0; pod < PODS; pod++) {
          if ((second + target + pod * 3) % 10 == 0) {
            process(key(target), samples(target, pod, second), second);
            scrapes++;
          }
        }
      }
      long between = cpuNanos();
      process("prod//Partition/0", tick(second), second);
      scrapeNanos += between - began;
      tickNanos += cpuNanos() - between;
      context.resetForwards();
    }
  }

  /** Processor time, so that a busy machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void process(String key, SpecificRecord value, int second) {
    long at = START + second * 1_000L;
    ConsumerRecord<byte[], byte[]> found =
        new ConsumerRecord<>(
            "topic",
            0,
            0,
            at,
            TimestampType.CREATE_TIME,
            -1,
            -1,
            key.getBytes(StandardCharsets.UTF_8),
            new byte[0],
            new RecordHeaders(),
            Optional.empty());
    processor.process(new Record<>(key, new Signal(key, value, found), at));
  }

  private static String key(int target) {
    return "prod/shop/Deployment/checkout" + (target == 0 ? "" : "-" + target);
  }

  private static WorkloadState workload(int target) {
    return WorkloadState.newBuilder()
        .setTarget(key(target))
        .setUid("uid")
        .setGeneration(1)
        .setObservedGeneration(1)
        .setDesiredReplicas(PODS)
        .setUpdatedReplicas(PODS)
        .setReadyReplicas(PODS)
        .setVersions(
            List.of(
                VersionState.newBuilder()
                    .setVersion("v1")
                    .setRevision("1")
                    .setObject(key(target))
                    .setTemplateHash("hash")
                    .setReplicas(PODS)
                    .setReady(PODS)
                    .setDesired(PODS)
                    .setSince(Instant.ofEpochMilli(START))
                    .setMemoryLimitBytes(512L << 20)
                    .setCurrent(true)
                    .build()))
        .setLabels(Map.of("app", "checkout"))
        .setObservedAt(Instant.ofEpochMilli(START))
        .build();
  }

  private static MetricSamples samples(int target, int pod, int second) {
    return MetricSamples.newBuilder()
        .setTarget(key(target))
        .setPod("pod-" + pod)
        .setVersion("v1")
        .setSource("scrape")
        .setSampledAt(Instant.ofEpochMilli(START).plus(Duration.ofSeconds(second)))
        .setSamples(
            List.of(
                sample("http_requests_total", "200", MetricKind.COUNTER, second * 50.0),
                sample("http_requests_total", "503", MetricKind.COUNTER, second / 100),
                sample(
                    "process_resident_memory_bytes",
                    "",
                    MetricKind.GAUGE,
                    2e8 + (second * 7919L) % 1_000_003)))
        .build();
  }

  private static Sample sample(String name, String status, MetricKind kind, double value) {
    return Sample.newBuilder()
        .setName(name)
        .setLabels(status.isEmpty() ? Map.of() : Map.of("status", status))
        .setKind(kind)
        .setValue(value)
        .build();
  }

  private static HealthEvent tick(int second) {
    Instant at = Instant.ofEpochMilli(START).plus(Duration.ofSeconds(second));
    return HealthEvent.newBuilder()
        .setId("tick-" + second)
        .setType("tick")
        .setPhase(Phase.OCCURRED)
        .setSeverity(Severity.INFO)
        .setTarget("prod//Partition/0")
        .setSource("test")
        .setOccurredAt(at)
        .setObservedAt(at)
        .build();
  }
}
