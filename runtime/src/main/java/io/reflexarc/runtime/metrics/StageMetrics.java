package io.reflexarc.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The metrics of one stage, as Prometheus reads them. Ours are named {@code
 * reflexarc.<stage>.<what>} in code, which Prometheus sees as {@code reflexarc_<stage>_<what>};
 * Kafka's own and the JVM's keep their names. All carry the tag {@code stage}.
 */
public final class StageMetrics implements AutoCloseable {

  private final String stage;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<AutoCloseable> binders = new ArrayDeque<>();

  /**
   * @param stage {@code detector}, {@code decider} or {@code actuator}
   */
  public StageMetrics(String stage) {
    this.stage = stage;
    registry.config().commonTags("stage", stage);
    for (MeterBinder binder :
        List.of(
            new JvmMemoryMetrics(),
            new JvmGcMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())) {
      bind(binder);
    }
  }

  /** Where meters are registered. */
  public MeterRegistry registry() {
    return registry;
  }

  /** The full name of one of ours: {@code reflexarc.<stage>.<what>}. */
  public String name(String what) {
    return "reflexarc." + stage + "." + what;
  }

  /** Counters of a flow that add up. */
  public FlowCounters flow(String what) {
    return new FlowCounters(registry, name(what));
  }

  /** Adds a producer's own metrics. */
  public void bind(String client, Producer<?, ?> producer) {
    bind(new KafkaClientMetrics(producer, Tags.of("client", client)));
  }

  /** Adds a consumer's own metrics. */
  public void bind(String client, Consumer<?, ?> consumer) {
    bind(new KafkaClientMetrics(consumer, Tags.of("client", client)));
  }

  /** Adds an admin client's own metrics. */
  public void bind(String client, AdminClient admin) {
    bind(new KafkaClientMetrics(admin, Tags.of("client", client)));
  }

  /** Adds any other source, such as Micrometer's {@code KafkaStreamsMetrics}; closed with this. */
  public synchronized void bind(MeterBinder binder) {
    binder.bindTo(registry);
    if (binder instanceof AutoCloseable closeable) {
      binders.push(closeable);
    }
  }

  /** Everything in Prometheus's text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public synchronized void close() {
    while (!binders.isEmpty()) {
      try {
        binders.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a source of metrics did not close", e);
      }
    }
    registry.close();
  }
}
