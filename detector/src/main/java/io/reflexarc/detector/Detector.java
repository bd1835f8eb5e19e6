package io.reflexarc.detector;

import io.micrometer.core.instrument.Tags;
import io.reflexarc.detector.attribution.Locator;
import io.reflexarc.detector.interest.PolicyLog;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.scrape.PodAddressTransport;
import io.reflexarc.detector.scrape.ScrapeTransport;
import io.reflexarc.detector.scrape.Scraper;
import io.reflexarc.detector.scrape.Selection;
import io.reflexarc.detector.sensing.Recognition;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.detector.slice.Slices;
import io.reflexarc.detector.tick.Ticks;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.detector.watch.ClusterWatch;
import io.reflexarc.runtime.config.ClientRole;
import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.http.StageServer;
import io.reflexarc.runtime.lifecycle.Stage;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SENSE: watches the cluster, measures its pods, and publishes what happens as facts, samples,
 * workload states, policies and ticks, for the partitions that its group gives it.
 *
 * <p>Starting: topics are made sure of, the port is served, then it watches and joins its group; it
 * publishes once the first lists are in and a partition's log was read back. Closing: it leaves the
 * group first, so that another may take over, then stops measuring, watching and publishing.
 */
public final class Detector implements Stage {

  /** The stage's name. */
  public static final String NAME = "detector";

  /** The metric that counts what was worked through of what the watches said. */
  public static final String OBSERVATIONS = "observations";

  private static final Logger LOG = LoggerFactory.getLogger(Detector.class);
  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int INBOX = 10_000;
  private static final int SCRAPE_THREADS = 2;

  private final Health health = new Health();
  private final StageMetrics metrics = new StageMetrics(NAME);
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final Runnable begin;
  private final StageServer server;

  private Detector(DetectorConfig config, TimeSource time) throws IOException {
    CommonConfig common = config.common();
    Selection selection = new Selection();
    Optional<SelectorFile> selectors = SelectorFile.of(config, selection, metrics);
    TopicNames topics = common.topics();
    KafkaClients clients = new KafkaClients(config);
    RecordSerdes reading = clients.reading();
    Partitioning partitioning = new Partitioning(common.topicSettings().partitions());
    Ownership ownership = new Ownership();
    Watermark watermark = new Watermark(config.tickHold());
    Publisher publisher = publisher(clients, topics, ownership, watermark, time);
    PolicyLog policyLog =
        new PolicyLog(
            clients.reader(),
            reading.deserializer(PolicyRecord.class),
            topics.of(Topic.REMEDIATION_POLICIES),
            config.metrics(),
            health.heartbeat("policy-log", STUCK));
    ClusterWatch watch = ClusterWatch.connect(config.cluster(), time, metrics);
    Scraper scraper =
        new Scraper(
            config.scraper(),
            transport(config, watch),
            policyLog,
            time,
            ownership,
            watermark,
            publisher,
            metrics,
            health.heartbeat("scrape", STUCK));
    Senses senses =
        new Senses(
            common.cluster(),
            config.versions(),
            new Recognition(config.stableAfter(), config.versions()),
            PATIENCE.multipliedBy((long) Math.max(1, time.speed())),
            watch.owners());
    Inbox inbox = new Inbox(INBOX);
    FactDesk facts = new FactDesk(partitioning, ownership, publisher, config.horizon(), metrics);
    StateDesk states = new StateDesk(senses, partitioning, publisher);
    PolicyDesk policies =
        new PolicyDesk(policyLog, partitioning, ownership, publisher, watch::tell);
    MeasureDesk measuring = new MeasureDesk(senses, selection, partitioning, scraper);
    Sweep sweep = new Sweep(senses, facts, states, policies, measuring, watch::seesPods);
    SensingLoop loop =
        new SensingLoop(
            inbox,
            senses,
            facts,
            states,
            policies,
            measuring,
            new Rounds(sweep::at),
            partitioning,
            ownership,
            time,
            health.heartbeat("sensing", STUCK),
            health.startup("senses", "waits for the first lists and the first partitions"),
            metrics.registry().counter(metrics.name(OBSERVATIONS)));
    Consumer<String, byte[]> member = clients.member();
    metrics.bind("member", member);
    Slices slices =
        new Slices(
            member,
            clients::reader,
            reading,
            topics,
            config.horizon(),
            ownership,
            loop,
            time,
            health.heartbeat("slices", STUCK));
    Ticks ticks =
        new Ticks(
            common.cluster(),
            time,
            ownership,
            watermark,
            loop::sensedUntil,
            publisher::tick,
            health.heartbeat("ticks", STUCK));
    metrics.registry().gauge(metrics.name("inbox"), inbox, Inbox::size);
    metrics.registry().gauge(metrics.name("facts.parked"), senses, Senses::parked);
    metrics
        .registry()
        .more()
        .counter(metrics.name("facts.parking.dropped"), Tags.empty(), senses, Senses::parkingDrops);
    metrics
        .registry()
        .more()
        .counter(metrics.name("events.homeless"), Tags.empty(), senses, Senses::homelessEvents);
    metrics.registry().gauge(metrics.name("partitions"), ownership, it -> it.active().size());
    Locator locator =
        new Locator(
            common.cluster(),
            senses.picture(),
            senses.attribution(),
            config.cluster().clusterWide());
    OutsideParts outside =
        new OutsideParts(
            config.outside(),
            new OutsideParts.Shared(
                common.cluster(),
                new LocatingDesk(inbox, senses, locator, time),
                partitioning,
                ownership,
                watermark,
                publisher,
                time,
                metrics,
                health,
                policyLog,
                watch.usage(),
                config.cluster().requestTimeout()));
    health.ready("cluster", CHECK_TIMEOUT, watch::check);
    health.ready("partitions", CHECK_TIMEOUT, slices::check);
    Optional<PolicyDirectory> directory =
        config.policiesDirectory().map(path -> new PolicyDirectory(path, loop, metrics));
    List.of(publisher, policyLog, watch, loop, outside, scraper, ticks, slices)
        .forEach(closing::push);
    directory.ifPresent(closing::push);
    selectors.ifPresent(closing::push);
    this.server =
        StageServer.start(
            common.httpHost(), common.httpPort(), NAME, health, metrics, outside::addTo);
    this.begin =
        () -> {
          policyLog.start();
          loop.start();
          watch.start(loop);
          scraper.start();
          outside.start();
          ticks.start();
          slices.start();
          directory.ifPresent(PolicyDirectory::start);
          selectors.ifPresent(it -> it.start(loop::selectionChanged));
        };
  }

  /**
   * Starts. What is not reachable after that is waited for, and said by {@code /ready}.
   *
   * @param time event time
   * @throws IOException when the kubeconfig cannot be read
   * @throws org.apache.kafka.common.KafkaException when Kafka cannot be reached in a minute, or its
   *     topics are not as they must be
   */
  public static Detector start(DetectorConfig config, TimeSource time) throws IOException {
    CommonConfig common = config.common();
    TopicAdmin.ensure(
        config.settings().kafkaClient(ClientRole.ADMIN), common.topicSettings(), TOPICS_PATIENCE);
    Detector detector = new Detector(config, time);
    detector.begin.run();
    return detector;
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

  /** What it counts, for those who run it in their own process. */
  public StageMetrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      quietly(closing.pop());
    }
    quietly(server);
    quietly(health);
    quietly(metrics);
  }

  private Publisher publisher(
      KafkaClients clients,
      TopicNames topics,
      Ownership ownership,
      Watermark watermark,
      TimeSource time) {
    var producer = clients.producer();
    metrics.bind("publisher", producer);
    return new Publisher(producer, clients.writing(), topics, ownership, watermark, time, metrics);
  }

  private ScrapeTransport transport(DetectorConfig config, ClusterWatch watch) {
    if (config.throughApiServer()) {
      return watch.throughTheApiServer();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            SCRAPE_THREADS,
            task -> {
              Thread thread = new Thread(task, "detector-scrape-answers");
              thread.setDaemon(true);
              return thread;
            });
    closing.push(threads::shutdownNow);
    return new PodAddressTransport(threads, config.scraper().timeout());
  }

  private static void quietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("{} did not close in order: {}", part.getClass().getSimpleName(), e.toString());
    }
  }
}
