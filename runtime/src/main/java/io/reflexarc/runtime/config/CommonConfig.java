package io.reflexarc.runtime.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.topic.TopicNames;
import io.reflexarc.schemas.topic.TopicSettings;
import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;

/**
 * What every stage is told.
 *
 * @param topicSettings how topics are named, made and checked
 * @param cluster name of the cluster, first part of every target key
 * @param httpHost address the process listens on
 * @param httpPort port the process listens on, 0 for any free one
 * @param timeUrl where the clock is asked, empty for the system's clock
 */
public record CommonConfig(
    TopicSettings topicSettings,
    String cluster,
    String httpHost,
    int httpPort,
    Optional<URI> timeUrl) {

  public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";
  public static final String CLUSTER_NAME = "cluster.name";
  public static final String HTTP_HOST = "http.host";
  public static final String HTTP_PORT = "http.port";
  public static final String TIME_URL = "time.url";

  /** A new definition holding the common keys; a stage adds its own. */
  public static ConfigDef definition() {
    return KafkaKeys.define(
        TopicSettings.definition()
            .define(
                CLUSTER_NAME,
                ConfigDef.Type.STRING,
                "local",
                Valid.text("1 to 63 letters, digits, '-', '_', '.'", CommonConfig::checkCluster),
                HIGH,
                "Name of the Kubernetes cluster: the first part of every target key.")
            .define(
                HTTP_HOST,
                ConfigDef.Type.STRING,
                "0.0.0.0",
                new ConfigDef.NonEmptyString(),
                LOW,
                "Address on which health and metrics are served.")
            .define(
                HTTP_PORT,
                ConfigDef.Type.INT,
                8080,
                Range.between(0, 65535),
                MEDIUM,
                "Port on which health and metrics are served; 0 takes any free one.")
            .define(
                TIME_URL,
                ConfigDef.Type.STRING,
                "",
                Valid.text("empty or an http URL", CommonConfig::checkUrl),
                LOW,
                "Where to ask for the time, answered as {\"now\", \"speed\"}; empty is the system's clock."));
  }

  /** The common part of what was loaded. */
  public static CommonConfig of(Settings settings) {
    String url = settings.text(TIME_URL);
    return new CommonConfig(
        TopicSettings.from(settings.values()),
        settings.text(CLUSTER_NAME),
        settings.text(HTTP_HOST),
        settings.integer(HTTP_PORT),
        url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url)));
  }

  /** Names of the topics. */
  public TopicNames topics() {
    return topicSettings.names();
  }

  private static void checkCluster(String name) {
    new TargetKey(name, "", "Node", "any");
  }

  private static void checkUrl(String text) {
    if (!text.isEmpty() && !text.matches("https?://[^\\s/]+(/\\S*)?")) {
      throw new IllegalArgumentException("is not an http URL, write http://host:port/path");
    }
  }
}
