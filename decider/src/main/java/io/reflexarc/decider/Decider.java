package io.reflexarc.decider;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.reflexarc.decider.stream.DeciderTopology;
import io.reflexarc.decider.stream.Tallies;
import io.reflexarc.runtime.config.ClientRole;
import io.reflexarc.runtime.health.CheckResult;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.health.StartupStep;
import io.reflexarc.runtime.http.StageServer;
import io.reflexarc.runtime.lifecycle.Stage;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.registry.RegistryClient;
import io.reflexarc.schemas.registry.RegistrySettings;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.TopicAdmin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DECIDE: turns facts into commands, by policies that humans wrote. Has no cluster access.
 *
 * <p>Phases: topics are made or checked, state is restored, then partitions are read. A failure
 * before the first leaves nothing behind; a stream thread that fails leaves an aborted transaction
 * and is replaced, up to {@link #REPLACEMENTS} times in ten minutes, then the process is not live
 * any more and must be restarted.
 *
 * <p>Live: its stream threads run, or are being replaced. Ready: it has joined, and everything
 * assigned is restored, and the schema registry answers. Started: that was so once.
 */
public final class Decider implements Stage {

  /** How often a stream thread is replaced within ten minutes. */
  static final int REPLACEMENTS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);
  private static final String NAME = "decider";
  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STUCK = Duration.ofSeconds(90);
  private static final Duration CHECK = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(8);
  private static final long PULSE_MILLIS = 250;

  private final Health health = new Health();
  private final StageMetrics metrics = new StageMetrics(NAME);
  private final Tallies tallies;
  private final RestartBudget replacements =
      new RestartBudget(REPLACEMENTS, TimeUnit.MINUTES.toNanos(10), System::nanoTime);
  private final KafkaStreams streams;
  private final DeadProducers deadProducers;
  private final ScheduledExecutorService pulse;
  private final StageServer server;

  private Decider(DeciderConfig config, TimeSource time) {
    this.tallies = new Tallies(metrics, config.common().topics());
    this.streams =
        new KafkaStreams(topology(config, tallies), new StreamsConfig(StreamsSettings.of(config)));
    StartupStep restored = health.startup("state", "has not restored its state yet");
    this.deadProducers =
        new DeadProducers(config.settings().kafkaClient(ClientRole.ADMIN), config.applicationId());
    streams.setStateListener(
        (now, before) -> {
          LOG.info("streams are {} (were {})", now, before);
          if (now == KafkaStreams.State.RUNNING) {
            restored.done("state is restored");
          }
        });
    streams.setUncaughtExceptionHandler(this::failed);
    health.ready("partitions", CHECK, this::assigned);
    RegistryClient registry =
        new RegistryClient(
            RegistrySettings.from(config.settings().kafkaClient(ClientRole.CONSUMER)));
    health.ready("registry", CHECK, () -> reachable(registry));
    Heartbeat heartbeat = health.heartbeat("streams", STUCK);
    this.pulse =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "reflexarc-decider-pulse");
              thread.setDaemon(true);
              return thread;
            });
    pulse.scheduleWithFixedDelay(() -> pulse(heartbeat), 0, PULSE_MILLIS, TimeUnit.MILLISECONDS);
    metrics.bind(new KafkaStreamsMetrics(streams));
    tallies.lag(time);
    this.server =
        StageServer.start(
            config.common().httpHost(),
            config.common().httpPort(),
            NAME,
            health,
            metrics,
            routes -> {});
  }

  /**
   * Starts: topics are made or checked, the port is served, streams begin. What is not reachable
   * after that is waited for, and said by {@code /ready}.
   *
   * @param time event time, for the lag that is shown; no rule asks it
   * @throws org.apache.kafka.common.KafkaException when Kafka cannot be reached in a minute, or its
   *     topics are not as they must be
   */
  public static Decider start(DeciderConfig config, TimeSource time) {
    Map<String, Object> client = config.settings().kafkaClient(ClientRole.ADMIN);
    TopicAdmin.ensure(client, config.common().topicSettings(), TOPICS_PATIENCE);
    DeciderConfig allowed =
        config.withSessionTimeout(SessionTimeout.allowed(client, config.sessionTimeout()));
    Decider decider = new Decider(allowed, time);
    decider.streams.start();
    return decider;
  }

  /** The topology, with every node named. */
  static Topology topology(DeciderConfig config, Tallies tallies) {
    Map<String, Object> serdes = new HashMap<>(config.settings().kafkaClient(ClientRole.CONSUMER));
    serdes.putAll(config.settings().kafkaClient(ClientRole.PRODUCER));
    return new DeciderTopology(
            config.common().topics(),
            RecordSerdes.of(serdes),
            config.terms(),
            config.breaker(),
            config.grace().toMillis(),
            config.inMemory(),
            tallies)
        .build();
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    if (replacements.take()) {
      LOG.warn("a stream thread failed and is replaced: {}", failure.toString(), failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("stream threads fail again and again, gives up: {}", failure.toString(), failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private CheckResult assigned() {
    KafkaStreams.State state = streams.state();
    long tasks =
        streams.metadataForLocalThreads().stream()
            .mapToLong(thread -> thread.activeTasks().size())
            .sum();
    return state == KafkaStreams.State.RUNNING
        ? CheckResult.good("runs, partitions: " + tasks)
        : CheckResult.bad("streams are " + state);
  }

  private static CheckResult reachable(RegistryClient registry) {
    registry.check();
    return CheckResult.good("the schema registry answers");
  }

  private void pulse(Heartbeat heartbeat) {
    KafkaStreams.State state = streams.state();
    boolean dead = state.hasCompletedShutdown() || state == KafkaStreams.State.PENDING_ERROR;
    if (!dead) {
      heartbeat.beat();
    }
    if (state == KafkaStreams.State.REBALANCING) {
      deadProducers.fence();
    }
  }

  /** Event time of the last tick of each partition that this process has judged, milliseconds. */
  public Map<Integer, Long> lastTicks() {
    return tallies.lastTicks();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public int httpPort() {
    return server.port();
  }

  @Override
  public void close() {
    pulse.shutdownNow();
    if (!streams.close(CLOSE)) {
      LOG.warn("streams did not close within {}", CLOSE);
    }
    deadProducers.close();
    server.close();
    health.close();
    metrics.close();
  }
}
