package io.reflexarc.actuator;

import io.reflexarc.actuator.claim.CommandReader;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.Cluster.Effect;
import io.reflexarc.actuator.control.ControlFeed;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.actuator.errand.Workshop;
import io.reflexarc.actuator.lookout.LeaseWarden;
import io.reflexarc.actuator.lookout.Lookout;
import io.reflexarc.actuator.lookout.Rounds;
import io.reflexarc.actuator.post.HttpPost;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.actuator.report.Tally;
import io.reflexarc.runtime.config.ClientRole;
import io.reflexarc.runtime.health.CheckResult;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.http.StageServer;
import io.reflexarc.runtime.lifecycle.Stage;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * ACT: carries out commands, each once, and tells what became of them. The only writer to the
 * cluster.
 *
 * <p>Live: its loops turn. Ready: it is a member of its group (a spare one without a partition is
 * ready too), the API server answers, and the controls can be read up to now. Started: it has
 * joined once and read all controls once.
 */
public final class Actuator implements Stage {

  private static final String NAME = "actuator";
  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final Duration CHECK = Duration.ofSeconds(6);
  private static final Duration HANDOVER = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(8);

  private final Health health = new Health();
  private final StageMetrics metrics = new StageMetrics(NAME);
  private final Cluster cluster;
  private final ControlFeed controls;
  private final Crew crew;
  private final Ledger ledger;
  private final Rounds rounds;
  private final Thread watching;
  private final CommandLoop loop;
  private final Thread thread;
  private final Optional<Paging> paging;
  private final StageServer server;

  private Actuator(ActuatorConfig config, TimeSource time, Cluster cluster, Checkpoint checkpoint) {
    this.cluster = cluster;
    Clients clients = new Clients(config);
    TopicNames topics = config.common().topics();
    RecordSerdes reading = RecordSerdes.of(config.client(ClientRole.CONSUMER));
    RecordSerdes writing = RecordSerdes.of(config.client(ClientRole.PRODUCER));
    this.controls = controls(config, clients, reading, topics);
    Post post = new HttpPost(config.endpoints(), time);
    Runnable beat = health.heartbeat("lookout", STUCK)::beat;
    Lookout lookout = new Lookout(cluster, time, config.lookAfter(), beat);
    Workshop workshop =
        new Workshop(
            config.enabled(),
            cluster,
            post,
            controls,
            time,
            config.dryRun() ? Effect.DRY_RUN : Effect.PERSIST,
            config.namespace(),
            checkpoint,
            config.owners(),
            lookout);
    LeaseWarden warden = new LeaseWarden(workshop, config.common().cluster(), lookout::add);
    Recollection recollection =
        new Recollection(
            clients::aside,
            topics,
            reading.deserializer(RemediationAudit.class),
            reading.deserializer(RemediationCommand.class),
            workshop,
            lookout,
            config.lookAfter(),
            beat);
    this.rounds = new Rounds(time, List.of(recollection, lookout, warden));
    this.watching = new Thread(rounds, "reflexarc-actuator-lookout");
    this.crew = new Crew(workshop, config.parallelism(), config.queue());
    this.ledger = new Ledger(clients::audit);
    Consumer<byte[], byte[]> consumer = clients.commands();
    metrics.bind("commands", consumer);
    Reporter reporter =
        new Reporter(writing.serializer(), topics.of(Topic.REMEDIATION_AUDIT), new Tally(metrics));
    Outbox outbox = new Outbox(consumer, ledger, reporter, checkpoint);
    Ownership ownership =
        new Ownership(
            crew,
            outbox,
            HANDOVER,
            health.startup("commands", "has not joined its group yet"),
            recollection::gained,
            recollection::lost);
    consumer.subscribe(List.of(topics.of(Topic.REMEDIATION_COMMANDS)), ownership);
    this.loop =
        new CommandLoop(
            consumer,
            new CommandReader(
                reading.deserializer(RemediationCommand.class), config.common().cluster()),
            crew,
            outbox,
            ownership,
            reporter,
            lookout::found,
            health.heartbeat("commands", STUCK));
    this.thread = new Thread(loop, "reflexarc-actuator-commands");
    this.paging =
        Paging.of(config, clients, post, time, metrics, () -> health.heartbeat("pages", STUCK));
    metrics.registry().gauge(metrics.name("commands.in.hand"), crew, Crew::size);
    metrics.registry().gauge(metrics.name("looked.after"), lookout, Lookout::size);
    checks(ownership);
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
   * Starts: topics are made or checked, the cluster is connected to, the port is served. What is
   * not reachable after that is waited for, and said by {@code /ready}.
   *
   * @param time event time
   * @throws IOException when the kubeconfig cannot be read
   * @throws org.apache.kafka.common.KafkaException when Kafka cannot be reached in a minute, or its
   *     topics are not as they must be
   */
  public static Actuator start(ActuatorConfig config, TimeSource time) throws IOException {
    return start(config, time, config.cluster().connect(), Checkpoint.NONE);
  }

  /**
   * As {@link #start(ActuatorConfig, TimeSource)}, on a given cluster and with fault points, for
   * tests.
   *
   * @param cluster closed with it
   */
  public static Actuator start(
      ActuatorConfig config, TimeSource time, Cluster cluster, Checkpoint checkpoint) {
    TopicAdmin.ensure(
        config.client(ClientRole.ADMIN), config.common().topicSettings(), TOPICS_PATIENCE);
    Actuator actuator = new Actuator(config, time, cluster, checkpoint);
    actuator.controls.start();
    actuator.thread.start();
    actuator.watching.start();
    actuator.paging.ifPresent(Paging::start);
    return actuator;
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
    loop.close();
    paging.ifPresent(Paging::close);
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    rounds.close();
    watching.interrupt();
    crew.close();
    controls.close();
    ledger.close();
    cluster.close();
    server.close();
    health.close();
    metrics.close();
  }

  private ControlFeed controls(
      ActuatorConfig config, Clients clients, RecordSerdes reading, TopicNames topics) {
    return new ControlFeed(
        clients.controls("controls"),
        clients.controls("controls-ends"),
        reading.deserializer(Control.class),
        topics.of(Topic.REMEDIATION_CONTROLS),
        config.controlsTimeout(),
        metrics.registry().counter(metrics.name("controls.unreadable")),
        health.heartbeat("controls", STUCK),
        health.startup("controls", "has not read the controls yet"));
  }

  private void checks(Ownership ownership) {
    health.ready(
        "commands",
        CHECK,
        () ->
            ownership.joined()
                ? CheckResult.good("is a member of its group")
                : CheckResult.bad("is no member of its group"));
    health.ready(
        "controls",
        CHECK,
        () -> CheckResult.good("read up to now, scopes: " + controls.current().size()));
    health.ready(
        "cluster",
        CHECK,
        () -> {
          cluster.ping();
          return CheckResult.good("the API server answers");
        });
  }
}
