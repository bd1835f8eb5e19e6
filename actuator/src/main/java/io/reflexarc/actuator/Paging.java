package io.reflexarc.actuator;

import io.reflexarc.actuator.page.Pager;
import io.reflexarc.actuator.post.Endpoint;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.runtime.config.ClientRole;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of one actuator, wired: their loop, and the thread that it runs on. */
final class Paging implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Paging.class);
  private static final Duration CLOSE = Duration.ofSeconds(6);

  private final Pager pager;
  private final PagerLoop loop;
  private final Thread thread;

  private Paging(Pager pager, PagerLoop loop) {
    this.pager = pager;
    this.loop = loop;
    this.thread = new Thread(loop, "reflexarc-actuator-pages");
  }

  /**
   * Wires it; empty, and said so, where nobody is to be paged.
   *
   * @param heartbeat made when there is a loop to beat
   */
  static Optional<Paging> of(
      ActuatorConfig config,
      Clients clients,
      Post post,
      TimeSource time,
      StageMetrics metrics,
      Supplier<Heartbeat> heartbeat) {
    if (config.paged().isEmpty()) {
      LOG.warn(
          "nobody is paged when the decider escalates: {} is empty", ActuatorConfig.PAGE_ENDPOINTS);
      return Optional.empty();
    }
    List<String> names = config.paged().stream().map(Endpoint::name).toList();
    LOG.info("pages go to {}", String.join(", ", names));
    String topic = config.common().topics().of(Topic.REMEDIATION_AUDIT);
    Consumer<byte[], byte[]> consumer = clients.pages();
    metrics.bind("pages", consumer);
    Pager pager =
        new Pager(
            config.paged(),
            post,
            RecordSerdes.of(config.client(ClientRole.CONSUMER))
                .deserializer(RemediationAudit.class),
            RecordSerdes.of(config.client(ClientRole.PRODUCER)).serializer(),
            topic,
            config.common().cluster(),
            time,
            metrics.flow("pages"));
    PagerLoop loop =
        new PagerLoop(
            consumer, topic, pager, new Ledger(clients::auditOfPages), time, heartbeat.get());
    return Optional.of(new Paging(pager, loop));
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    loop.close();
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pager.close();
  }
}
