package io.reflexarc.sandbox.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * A Kafka that others run, reached without encryption or login. What a sandbox leaves in it stays.
 *
 * @param bootstrapServers host:port, with commas between
 */
public record ExistingKafka(String bootstrapServers) implements SandboxKafka {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * The one found there.
   *
   * @throws IllegalStateException when none answers within a quarter of a minute
   */
  public static ExistingKafka at(String bootstrapServers) {
    int millis = (int) PATIENCE.toMillis();
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            millis,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            millis);
    try (Admin admin = Admin.create(client)) {
      admin.describeCluster().nodes().get(millis, TimeUnit.MILLISECONDS);
      return new ExistingKafka(bootstrapServers);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "no Kafka answers at " + bootstrapServers + " within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka is looked for", e);
    }
  }

  @Override
  public void close() {
    // It is not ours to stop.
  }
}
