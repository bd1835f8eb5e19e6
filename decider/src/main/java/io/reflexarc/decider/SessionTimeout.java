package io.reflexarc.decider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How soon a silent process is taken for dead: what is wished for, but not less than the brokers
 * allow. They refuse a member that asks for less.
 */
final class SessionTimeout {

  private static final Logger LOG = LoggerFactory.getLogger(SessionTimeout.class);
  private static final String LEAST = "group.min.session.timeout.ms";

  /** Kafka's own default. */
  static final Duration USUAL_LEAST = Duration.ofSeconds(6);

  private static final long PATIENCE_SECONDS = 10;

  private SessionTimeout() {}

  /** Asks a broker; where it does not say, its limit is taken to be Kafka's default. */
  static Duration allowed(Map<String, Object> client, Duration wished) {
    Duration allowed = allowed(least(client), wished);
    if (!allowed.equals(wished)) {
      LOG.info(
          "a silent process is taken for dead after {} ms, not {}: the brokers allow no less",
          allowed.toMillis(),
          wished.toMillis());
    }
    return allowed;
  }

  static Duration allowed(Optional<Duration> least, Duration wished) {
    Duration bound = least.orElse(USUAL_LEAST);
    return wished.compareTo(bound) < 0 ? bound : wished;
  }

  private static Optional<Duration> least(Map<String, Object> client) {
    try (Admin admin = Admin.create(client)) {
      Node node =
          admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).iterator().next();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
      Config config =
          admin
              .describeConfigs(List.of(broker))
              .all()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .get(broker);
      return Optional.ofNullable(config)
          .map(it -> it.get(LEAST))
          .map(ConfigEntry::value)
          .map(value -> Duration.ofMillis(Long.parseLong(value)));
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("the brokers do not say their {}: {}", LEAST, e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
