package io.reflexarc.actuator;

import io.reflexarc.runtime.config.ClientRole;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The Kafka clients of one actuator, set up for their jobs; what makes them safe is not optional.
 */
final class Clients {

  private static final AtomicInteger INSTANCES = new AtomicInteger();
  private static final String PAGES = "-pages";
  private static final int RECORDS_A_POLL = 64;

  /** After this long without a sign of life the others take over; Kafka's own default is 45 s. */
  private static final int SESSION_MILLIS = 10_000;

  private static final int REQUEST_MILLIS = 5_000;
  private static final int MAX_BLOCK_MILLIS = 10_000;

  private final ActuatorConfig config;
  private final String instance;

  Clients(ActuatorConfig config) {
    this.config = config;
    this.instance = config.instance().isEmpty() ? made() : config.instance();
  }

  String instance() {
    return instance;
  }

  /** Reads commands that are committed, as a member of the group; commits nothing by itself. */
  Consumer<byte[], byte[]> commands() {
    return member("commands", config.group(), "earliest");
  }

  /** Reads the audit for pages, as a member of a group of its own. */
  Consumer<byte[], byte[]> pages() {
    return member("pages", config.group() + PAGES, "earliest");
  }

  private Consumer<byte[], byte[]> member(String job, String group, String from) {
    Map<String, Object> client = consumer(job);
    client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, from);
    client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
    client.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    client.putIfAbsent(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return new KafkaConsumer<>(client);
  }

  /** Reads what it is assigned, without a group. */
  Consumer<byte[], byte[]> aside() {
    Map<String, Object> client = consumer("aside");
    client.remove(ConsumerConfig.GROUP_ID_CONFIG);
    client.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MAX_BLOCK_MILLIS);
    client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return new KafkaConsumer<>(client);
  }

  /** Reads all of the controls, without a group. */
  Consumer<String, byte[]> controls(String job) {
    Map<String, Object> client = consumer(job);
    client.remove(ConsumerConfig.GROUP_ID_CONFIG);
    client.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    return new KafkaConsumer<>(client);
  }

  /**
   * Writes audit records and offsets in transactions. Its transactional id belongs to this instance
   * alone: a successor under the same name fences it, and one under another name is kept off its
   * partitions by the group's generation, which goes with every offset.
   */
  Producer<byte[], byte[]> audit() {
    return transactional("audit", "");
  }

  /** As {@link #audit}, for what became of pages. */
  Producer<byte[], byte[]> auditOfPages() {
    return transactional("pages", PAGES);
  }

  private Producer<byte[], byte[]> transactional(String job, String suffix) {
    Map<String, Object> client = new HashMap<>(config.client(ClientRole.PRODUCER));
    int timeout = (int) config.transactionTimeout().toMillis();
    client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.group() + suffix + "-" + instance);
    client.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout);
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, name(job));
    client.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    client.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    client.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    client.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, MAX_BLOCK_MILLIS);
    return new KafkaProducer<>(client);
  }

  private Map<String, Object> consumer(String job) {
    Map<String, Object> client = new HashMap<>(config.client(ClientRole.CONSUMER));
    client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    client.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, name(job));
    client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return client;
  }

  private String name(String job) {
    return "reflexarc-actuator-" + instance + "-" + job;
  }

  private static String made() {
    return host() + "-" + ProcessHandle.current().pid() + "-" + INSTANCES.incrementAndGet();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unnamed";
    }
  }
}
