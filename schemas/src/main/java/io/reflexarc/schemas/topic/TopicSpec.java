package io.reflexarc.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic as it should be.
 *
 * @param name full name
 * @param partitions how many it is made with
 * @param partitionsMatter whether an existing one must have as many: those keyed by target
 * @param config topic settings that it is made with, and held to
 */
record TopicSpec(
    String name, int partitions, boolean partitionsMatter, Map<String, String> config) {

  static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

  /** What is not keyed by target is little, and every replica reads all of it, in order. */
  private static final int ONE_PARTITION = 1;

  TopicSpec {
    config = Map.copyOf(config);
  }

  /** All topics of the catalogue with their dead-letter twins. */
  static List<TopicSpec> all(TopicSettings settings) {
    List<TopicSpec> specs = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      TopicSpec spec = of(topic, settings);
      specs.add(spec);
      specs.add(deadLetterOf(spec, settings));
    }
    return List.copyOf(specs);
  }

  private static TopicSpec of(Topic topic, TopicSettings settings) {
    Duration retention = topic.retention();
    Map<String, String> config =
        retention == null
            ? base(settings, TopicConfig.CLEANUP_POLICY_COMPACT)
            : deleting(settings, retention);
    boolean byTarget = topic.key() == Topic.Key.TARGET;
    return new TopicSpec(
        settings.names().of(topic),
        byTarget ? settings.partitions() : ONE_PARTITION,
        byTarget,
        config);
  }

  private static TopicSpec deadLetterOf(TopicSpec spec, TopicSettings settings) {
    return new TopicSpec(
        TopicNames.deadLetterOf(spec.name()),
        ONE_PARTITION,
        false,
        deleting(settings, DEAD_LETTER_RETENTION));
  }

  private static Map<String, String> deleting(TopicSettings settings, Duration retention) {
    Long override = settings.retentionMillis();
    long millis = override == null ? retention.toMillis() : override;
    Map<String, String> config = base(settings, TopicConfig.CLEANUP_POLICY_DELETE);
    config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis));
    return config;
  }

  private static Map<String, String> base(TopicSettings settings, String cleanup) {
    Map<String, String> config = new TreeMap<>();
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup);
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    if (settings.aheadMillis() != null) {
      config.put(
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, settings.aheadMillis().toString());
    }
    if (settings.maxMessageBytes() != null) {
      config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, settings.maxMessageBytes().toString());
    }
    return config;
  }

  NewTopic toCreate(short replicationFactor) {
    return new NewTopic(name, partitions, replicationFactor).configs(config);
  }
}
