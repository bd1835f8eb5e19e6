package io.reflexarc.schemas.topic;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How topics are made, and what existing ones are held to.
 *
 * @param names their prefix
 * @param partitions of every target-keyed topic, 1 to 1000: the most replicas that a stage can use
 * @param replicationFactor 1 or more, or -1 for the broker's default
 * @param retentionMillis instead of the catalogue's, for topics that delete; -1 for ever; null for
 *     the catalogue's
 * @param aheadMillis how far ahead of the broker's clock a record may be stamped; null for the
 *     broker's own limit, an hour by default. Event time that runs faster than the clock needs more
 * @param maxMessageBytes longest batch; null for the broker's own limit
 * @param create false: they are made by others, only looked at here
 */
public record TopicSettings(
    TopicNames names,
    int partitions,
    short replicationFactor,
    @Nullable Long retentionMillis,
    @Nullable Long aheadMillis,
    @Nullable Integer maxMessageBytes,
    boolean create) {

  public static final String PREFIX = "topic.prefix";
  public static final String PARTITIONS = "topic.partitions";
  public static final String REPLICATION_FACTOR = "topic.replication.factor";
  public static final String RETENTION = "topic.retention.ms";
  public static final String AHEAD = "topic.message.timestamp.after.max.ms";
  public static final String MAX_MESSAGE_BYTES = "topic.max.message.bytes";
  public static final String CREATE = "topic.create";

  private static final short BROKERS_DEFAULT = -1;
  private static final long FOR_EVER = -1;
  private static final int MOST_PARTITIONS = 1_000;
  private static final int LEAST_MESSAGE_BYTES = 1_024;

  /**
   * @throws ConfigException naming the setting that is out of range
   */
  public TopicSettings {
    require(
        partitions >= 1 && partitions <= MOST_PARTITIONS,
        PARTITIONS,
        partitions,
        "is not 1 to " + MOST_PARTITIONS);
    checkReplicationFactor(replicationFactor);
    checkRetention(retentionMillis);
    checkAhead(aheadMillis);
    checkMaxMessageBytes(maxMessageBytes);
  }

  /**
   * For a world whose event time runs faster than the clock: records are kept for ever and may be
   * stamped however far ahead.
   */
  public static TopicSettings forVirtualTime(TopicNames names, int partitions) {
    return new TopicSettings(
        names, partitions, BROKERS_DEFAULT, FOR_EVER, Long.MAX_VALUE, null, true);
  }

  /** The settings, for validation and for the reference page. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            PREFIX,
            Type.STRING,
            TopicNames.DEFAULT_PREFIX,
            valid("letters, digits, '.', '_', '-'", value -> names(String.valueOf(value))),
            Importance.MEDIUM,
            "Put before the name of every topic.")
        .define(
            PARTITIONS,
            Type.INT,
            8,
            Range.between(1, MOST_PARTITIONS),
            Importance.HIGH,
            "Partitions of each target-keyed topic: the most replicas a stage can use.")
        .define(
            REPLICATION_FACTOR,
            Type.SHORT,
            BROKERS_DEFAULT,
            valid("-1 or 1 and more", TopicSettings::checkReplicationFactor),
            Importance.MEDIUM,
            "Replicas of each topic that is created; -1 is the broker's default.")
        .define(
            RETENTION,
            Type.LONG,
            null,
            valid("-1 or 1 and more", TopicSettings::checkRetention),
            Importance.LOW,
            "How long topics that delete keep records, milliseconds, -1 for ever; empty for each"
                + " topic's own.")
        .define(
            AHEAD,
            Type.LONG,
            null,
            valid("0 and more", TopicSettings::checkAhead),
            Importance.LOW,
            "How far ahead of the broker's clock records may be stamped, milliseconds; empty for"
                + " the broker's limit. Only event time that runs faster than the clock needs it.")
        .define(
            MAX_MESSAGE_BYTES,
            Type.INT,
            null,
            valid("1024 and more", TopicSettings::checkMaxMessageBytes),
            Importance.LOW,
            "Longest batch of records, bytes; empty for the broker's limit.")
        .define(
            CREATE,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Create topics that are missing; false where others make them: then they are only"
                + " checked.");
  }

  /**
   * Reads settings; those of others are left alone.
   *
   * @throws ConfigException naming the setting that is wrong
   */
  public static TopicSettings from(Map<String, ?> config) {
    AbstractConfig settings = new AbstractConfig(definition(), config, false);
    return new TopicSettings(
        names(settings.getString(PREFIX)),
        settings.getInt(PARTITIONS),
        settings.getShort(REPLICATION_FACTOR),
        settings.getLong(RETENTION),
        settings.getLong(AHEAD),
        settings.getInt(MAX_MESSAGE_BYTES),
        settings.getBoolean(CREATE));
  }

  private static TopicNames names(String prefix) {
    try {
      return new TopicNames(prefix);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(PREFIX, prefix, e.getMessage());
    }
  }

  private static void checkReplicationFactor(@Nullable Object value) {
    long copies = value == null ? BROKERS_DEFAULT : ((Number) value).longValue();
    require(
        copies >= 1 || copies == BROKERS_DEFAULT,
        REPLICATION_FACTOR,
        value,
        "is neither 1 or more nor -1");
  }

  private static void checkRetention(@Nullable Object value) {
    long millis = value == null ? FOR_EVER : ((Number) value).longValue();
    require(millis >= 1 || millis == FOR_EVER, RETENTION, value, "is neither 1 or more nor -1");
  }

  private static void checkAhead(@Nullable Object value) {
    require(value == null || ((Number) value).longValue() >= 0, AHEAD, value, "is negative");
  }

  private static void checkMaxMessageBytes(@Nullable Object value) {
    require(
        value == null || ((Number) value).longValue() >= LEAST_MESSAGE_BYTES,
        MAX_MESSAGE_BYTES,
        value,
        "is less than " + LEAST_MESSAGE_BYTES);
  }

  private static ConfigDef.Validator valid(String description, Consumer<@Nullable Object> check) {
    return ConfigDef.LambdaValidator.with((name, value) -> check.accept(value), () -> description);
  }

  private static void require(boolean right, String name, @Nullable Object value, String trouble) {
    if (!right) {
      throw new ConfigException(name, value, trouble);
    }
  }
}
