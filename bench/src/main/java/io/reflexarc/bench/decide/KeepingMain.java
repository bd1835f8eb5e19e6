package io.reflexarc.bench.decide;

import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * A peer with a state: a Kafka Streams application that keeps the last scrapes of each target in a
 * store, as bytes, and hands facts on at once. Given a schema registry it also decodes each scrape,
 * as whatever looks at it must, and, told so, puts it into the decider's panes of twenty policies,
 * which nobody looks at. Ends with its standard input.
 */
public final class KeepingMain {

  /** As the last argument: scrapes go into panes. */
  static final String PANES = "panes";

  private static final String STORE = "scrapes";
  private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);
  private static final int SCRAPES_EACH = 20;

  private KeepingMain() {}

  /**
   * Runs until its standard input ends; takes bootstrap servers, application id, the number of
   * standby replicas, a folder for Streams, the address of a schema registry if scrapes are to be
   * decoded, and {@link #PANES} if they are to go into panes.
   */
  public static void main(String[] args) throws IOException {
    Properties settings = PlainStreams.settings(args[0], args[1], "100", args[3]);
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, args[2]);
    PlainStreams.run(topology(() -> sight(args)), settings);
  }

  private static Sight sight(String[] args) {
    if (args.length == 4) {
      return (topic, key, scrape) -> {};
    }
    Deserializer<MetricSamples> reader =
        RecordSerdes.of(Map.of("schema.registry.url", args[4])).deserializer(MetricSamples.class);
    Optional<PaneCrowd> panes =
        args.length > 5 && args[5].equals(PANES)
            ? Optional.of(new PaneCrowd(Policies.twenty()))
            : Optional.empty();
    return (topic, key, scrape) -> {
      MetricSamples samples = Objects.requireNonNull(reader.deserialize(topic, scrape), "a scrape");
      panes.ifPresent(it -> it.take(key, samples));
    };
  }

  /** What is done with a scrape besides keeping it. */
  private interface Sight {
    void see(String topic, String key, byte[] scrape);
  }

  private static Topology topology(Supplier<Sight> sights) {
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            "read",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            TOPICS.of(Topic.METRIC_SAMPLES),
            TOPICS.of(Topic.HEALTH_EVENTS))
        .addProcessor("keep", () -> new Keeper(sights.get()), "read")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled(),
            "keep")
        .addSink(
            "write", Outputs.TOPIC, new ByteArraySerializer(), new ByteArraySerializer(), "keep");
  }

  /** Keeps scrapes in turns, so that the store stops growing. */
  private static final class Keeper implements Processor<byte[], byte[], byte[], byte[]> {

    private final Sight sight;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private int turn;

    Keeper(Sight sight) {
      this.sight = sight;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialized) {
      context = initialized;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      ProcessorContext<byte[], byte[]> here =
          Objects.requireNonNull(context, "process before init");
      String key = new String(record.key(), StandardCharsets.UTF_8);
      String topic = here.recordMetadata().orElseThrow().topic();
      if (topic.equals(TOPICS.of(Topic.METRIC_SAMPLES))) {
        sight.see(topic, key, record.value());
        KeyValueStore<String, byte[]> store = here.getStateStore(STORE);
        store.put(key + "#" + turn++ % SCRAPES_EACH, record.value());
      } else if (!key.contains("//Partition/")) {
        here.forward(record);
        here.commit();
      }
    }
  }
}
