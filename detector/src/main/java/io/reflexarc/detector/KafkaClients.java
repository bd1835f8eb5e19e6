package io.reflexarc.detector;

import io.reflexarc.runtime.config.ClientRole;
import io.reflexarc.schemas.serde.RecordSerdes;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Kafka's clients as the detector needs them; {@code kafka.*} settings win over what is here. */
final class KafkaClients {

  private final DetectorConfig config;

  KafkaClients(DetectorConfig config) {
    this.config = config;
  }

  /** Idempotent, acknowledged by all, its buffer the bound of what waits to be published. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "reflexarc-detector");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L << 20);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000L);
    settings.putAll(config.settings().kafkaClient(ClientRole.PRODUCER));
    settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** What writes the values. */
  Serializer<SpecificRecord> writing() {
    return RecordSerdes.of(config.settings().kafkaClient(ClientRole.PRODUCER)).serializer();
  }

  /** The member of the group; it fetches nothing, its assignment counts. */
  Consumer<String, byte[]> member() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "reflexarc-detector-member");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.putAll(config.settings().kafkaClient(ClientRole.CONSUMER));
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return bytes(settings);
  }

  /** A consumer that belongs to no group and is told what to read. */
  Consumer<String, byte[]> reader() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "reflexarc-detector-reader");
    settings.putAll(config.settings().kafkaClient(ClientRole.CONSUMER));
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return bytes(settings);
  }

  /** What reads the values. */
  RecordSerdes reading() {
    return RecordSerdes.of(config.settings().kafkaClient(ClientRole.CONSUMER));
  }

  private static Consumer<String, byte[]> bytes(Map<String, Object> settings) {
    settings.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
