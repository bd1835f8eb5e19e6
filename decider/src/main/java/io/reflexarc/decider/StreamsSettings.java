package io.reflexarc.decider;

import io.reflexarc.runtime.config.ClientRole;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka Streams settings: what fits the job, then what was passed on under {@code kafka.}, then
 * what must not be changed: exactly-once, and explicit names of everything in the topology.
 */
final class StreamsSettings {

  /**
   * The survivors hear at a heartbeat that the partitions are shared anew, so this is part of every
   * fail-over; it costs a small request.
   */
  private static final long LONGEST_HEARTBEAT_MILLIS = 500;

  /**
   * How often it is looked whether a process that came back is warm enough to take its share: Kafka
   * Streams' own ten minutes, for two tasks at a time, would leave all work to one process for most
   * of an hour.
   */
  private static final long PROBING_MILLIS = 60_000;

  private static final int WARMUPS = 4;

  private StreamsSettings() {}

  static Properties of(DeciderConfig config) {
    Properties properties = new Properties();
    properties.putAll(defaults(config));
    properties.putAll(config.settings().kafkaClient(ClientRole.STREAMS));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return properties;
  }

  private static Map<String, Object> defaults(DeciderConfig config) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    defaults.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    defaults.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    defaults.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MILLIS);
    defaults.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, WARMUPS);
    defaults.put(
        StreamsConfig.REPLICATION_FACTOR_CONFIG,
        (int) config.common().topicSettings().replicationFactor());
    if (!config.stateDir().isEmpty()) {
      defaults.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir());
    }
    defaults.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    defaults.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) config.transactionTimeout().toMillis());
    defaults.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) config.sessionTimeout().toMillis());
    defaults.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) Math.min(LONGEST_HEARTBEAT_MILLIS, config.sessionTimeout().toMillis() / 4));
    defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
    defaults.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    defaults.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 32L << 20);
    return defaults;
  }
}
