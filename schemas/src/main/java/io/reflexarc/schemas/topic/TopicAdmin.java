package io.reflexarc.schemas.topic;

import io.reflexarc.schemas.topic.TopicFindings.Found;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place that makes topics. Safe to run at every start and by many processes at once.
 *
 * <p>Phases: look, create what is missing, wait until it is seen, compare. A failure leaves topics
 * that were created behind; the next start goes on from there. Existing topics are never changed.
 */
public final class TopicAdmin {

  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
  private static final long PAUSE_MILLIS = 100;

  private final Admin admin;
  private final TopicSettings settings;
  private final Duration patience;

  private TopicAdmin(Admin admin, TopicSettings settings, Duration patience) {
    this.admin = admin;
    this.settings = settings;
    this.patience = patience;
  }

  /**
   * Creates the topics of the catalogue that are missing, if the settings say so, and compares all
   * with what they should be.
   *
   * @param client settings of Kafka's admin client, {@code bootstrap.servers} at least
   * @param patience longest wait for the brokers, in all
   * @throws WrongTopicsException naming every topic that cannot be worked with, and the fix
   * @throws KafkaException when Kafka cannot be reached in time, or refuses
   */
  public static void ensure(Map<String, ?> client, TopicSettings settings, Duration patience) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    config.merge(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        (int) Math.min(30_000, patience.toMillis()),
        (given, ours) -> given);
    try (Admin admin = Admin.create(config)) {
      new TopicAdmin(admin, settings, patience).ensure();
    }
  }

  private void ensure() {
    long deadline = System.nanoTime() + patience.toNanos();
    List<TopicSpec> specs = TopicSpec.all(settings);
    List<String> names = specs.stream().map(TopicSpec::name).toList();
    Map<String, TopicDescription> there = describe(names);
    if (settings.create() && there.size() < names.size()) {
      create(specs, there.keySet());
      there = await(names, deadline);
    }
    TopicFindings findings = TopicFindings.of(specs, found(there));
    findings.remarks().forEach(remark -> LOG.warn("topic {}", remark));
    if (!findings.mistakes().isEmpty()) {
      throw new WrongTopicsException(findings.mistakes());
    }
  }

  private void create(List<TopicSpec> specs, Set<String> there) {
    List<NewTopic> topics =
        specs.stream()
            .filter(spec -> !there.contains(spec.name()))
            .map(spec -> spec.toCreate(settings.replicationFactor()))
            .toList();
    admin
        .createTopics(topics)
        .values()
        .forEach(
            (name, created) -> {
              try {
                get(created, "create topic " + name);
                LOG.info("created topic {}", name);
              } catch (TopicExistsException e) {
                LOG.debug("another process created topic {}", name);
              }
            });
  }

  private Map<String, TopicDescription> await(List<String> names, long deadline) {
    while (true) {
      Map<String, TopicDescription> there = describe(names);
      if (there.size() == names.size() || System.nanoTime() >= deadline) {
        return there;
      }
      pause();
    }
  }

  private Map<String, TopicDescription> describe(List<String> names) {
    Map<String, TopicDescription> there = new TreeMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, description) -> {
              try {
                there.put(name, get(description, "describe topic " + name));
              } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("topic {} does not exist yet", name);
              }
            });
    return there;
  }

  private Map<String, Found> found(Map<String, TopicDescription> there) {
    List<ConfigResource> resources =
        there.keySet().stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    Map<String, Found> found = new TreeMap<>();
    admin
        .describeConfigs(resources)
        .values()
        .forEach(
            (resource, config) -> {
              String name = resource.name();
              TopicDescription description = there.get(name);
              if (description != null) {
                found.put(
                    name,
                    new Found(
                        description.partitions().size(),
                        values(get(config, "read the settings of topic " + name))));
              }
            });
    return found;
  }

  private static Map<String, String> values(Config config) {
    Map<String, String> values = new HashMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    return values;
  }

  private <T> T get(KafkaFuture<T> future, String what) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException exists) {
        throw exists;
      }
      if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
        throw unknown;
      }
      throw new KafkaException("cannot " + what + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("cannot " + what + " within " + patience, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
