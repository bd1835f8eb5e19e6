package io.reflexarc.sandbox;

import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** The settings with which the three stages run against a sandbox, in this process or in others. */
public final class StageSettings {

  /** The decider's consumer group against a sandbox. */
  public static final String DECIDER_GROUP = TopicNames.DEFAULT_PREFIX + "decider";

  /** How far the world may be ahead of what the decider consumed, event time. */
  public static final Duration SLACK = Duration.ofSeconds(60);

  private static final String STREAMS_TOPIC = "kafka.streams.topic.";

  /** In a fast world facts follow each other closely: so long, real time, they are gathered. */
  private static final String GATHER_MILLIS = "20";

  /** What the decider sends is seen when it commits: until then it is gathered too. */
  private static final String COMMIT_MILLIS = "50";

  private final Addresses addresses;

  /** For the sandbox at these addresses. */
  public StageSettings(Addresses addresses) {
    this.addresses = addresses;
  }

  /** Of the detector. */
  public Map<String, String> detector() {
    Map<String, String> settings = common();
    settings.put("kubernetes.kubeconfig", addresses.kubeconfig().toString());
    settings.put("kafka.producer.linger.ms", GATHER_MILLIS);
    return settings;
  }

  /** Of the decider. */
  public Map<String, String> decider() {
    Map<String, String> settings = common();
    settings.put("decider.commit.interval.ms", COMMIT_MILLIS);
    settings.put("kafka.streams.producer.linger.ms", COMMIT_MILLIS);
    virtualTime(settings);
    return settings;
  }

  /**
   * The topics that Kafka Streams makes for itself hold event time too, which may be long ago or
   * run far ahead of the broker's clock.
   */
  private static void virtualTime(Map<String, String> settings) {
    settings.put(STREAMS_TOPIC + TopicConfig.RETENTION_MS_CONFIG, "-1");
    settings.put(
        STREAMS_TOPIC + TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
        Long.toString(Long.MAX_VALUE));
  }

  /** Of the actuator. */
  public Map<String, String> actuator() {
    Map<String, String> settings = common();
    settings.put("kubernetes.kubeconfig", addresses.kubeconfig().toString());
    settings.put("actuator.actions", "*");
    return settings;
  }

  /**
   * Writes a file for each stage run as a process of its own, which asks the sandbox for the time.
   *
   * @return stage to file
   * @throws UncheckedIOException when one cannot be written
   */
  public Map<String, Path> writeTo(Path folder) {
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("detector", write(folder, "detector", detector()));
    files.put("decider", write(folder, "decider", decider()));
    files.put("actuator", write(folder, "actuator", actuator()));
    return files;
  }

  private Path write(Path folder, String stage, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("time.url", addresses.clock().toString());
    StringBuilder text = new StringBuilder("# The " + stage + " against this sandbox.\n");
    all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Path file = folder.resolve(stage + ".properties");
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private Map<String, String> common() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", addresses.bootstrapServers());
    settings.put("schema.registry.url", addresses.registry());
    settings.put("cluster.name", addresses.cluster());
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", "0");
    settings.put("topic.partitions", Integer.toString(PARTITIONS));
    return settings;
  }

  /** Few, so that a laptop's two cores are not busy with ticks. */
  static final int PARTITIONS = 4;
}
