package io.reflexarc.bench.decide;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import io.reflexarc.bench.process.Await;
import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.StageJvm;
import io.reflexarc.bench.wire.WireProcess;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long it is from a fact that a policy waits for nothing to judge to the command that a reader
 * of committed records has in hand, the arbiter's permit included. The peers hand records on as
 * bytes over as many topics: one commits by the clock, the other after every record.
 */
public final class DeciderLatency implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "decider-latency";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BROKER_MIB = 1_024;
  private static final String COMMANDS =
      new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.REMEDIATION_COMMANDS);

  /** A fact, a request, an answer, a command. */
  private static final int TOPICS_TRAVELLED = 4;

  /** Half a minute and more: code is compiled meanwhile. */
  private static final int WARMING = 150;

  private final Crowd crowd;
  private final Probing probing;
  private final int heapMiB;

  private DeciderLatency(Crowd crowd, Probing probing, int heapMiB) {
    this.crowd = crowd;
    this.probing = probing;
    this.heapMiB = heapMiB;
  }

  /**
   * @param workloads that are scraped beside
   * @param facts how many are counted; 150 come before
   */
  public static DeciderLatency of(int workloads, int facts, int heapMiB) {
    return new DeciderLatency(new Crowd(workloads, 3, 15, 4), new Probing(WARMING, facts), heapMiB);
  }

  @Override
  public void run(Board board) {
    board.say(NAME + ": " + crowd);
    try (WireProcess wire =
        WireProcess.start(DeciderStage.topics(crowd), BROKER_MIB, board.folder())) {
      Lags ours = ours(wire, board);
      Lags byClock = echo(wire, board, "echo", PassThroughMain.BY_CLOCK);
      Lags atOnce = echo(wire, board, "echo-at-once", PassThroughMain.AT_ONCE);
      board.show(NAME, crowd + ", 21 policies", figures(ours, byClock, atOnce), List.of());
    }
  }

  private Lags ours(WireProcess wire, Board board) {
    long start = board.now().minus(Duration.ofHours(2)).toEpochMilli();
    Signals signals = new Signals(start);
    Crowd all = crowd.withMore(probing.all());
    try (Feed feed = new Feed(wire.settings(), signals, 0);
        StageJvm decider = decider(wire, board);
        Background beside = Background.start(wire.settings(), crowd, signals, board);
        KeyArrivals commands = KeyArrivals.start(wire.bootstrapServers(), COMMANDS)) {
      feed.policies(Policies.all());
      feed.policies(Policies.urgent());
      feed.workloads(all, start);
      Await.until("decider: start", PATIENCE, decider.process(), decider::ready);
      for (int i = 0; i < probing.all(); i++) {
        feed.oomKilled(patient(i), 0, board.now().toEpochMilli());
        feed.oomKilled(patient(i), 1, board.now().toEpochMilli());
      }
      Lags lags =
          probing.run(
              i -> feed.oomKilled(patient(i), 2, board.now().toEpochMilli()),
              i -> Crowd.target(patient(i)),
              commands,
              decider.process());
      board.say("decider: " + lags);
      return lags;
    }
  }

  private StageJvm decider(WireProcess wire, Board board) {
    return DeciderStage.start(
        "decider",
        wire.settings(),
        Map.of("decider.breaker.fraction", "1"),
        heapMiB,
        board.folder());
  }

  /** The workload that a fact is about: none that is scraped. */
  private int patient(int fact) {
    return crowd.workloads() + fact;
  }

  private Lags echo(WireProcess wire, Board board, String name, String commits) {
    List<String> topics =
        IntStream.range(0, TOPICS_TRAVELLED).mapToObj(hop -> name + "-" + hop).toList();
    wire.create(topics, crowd.partitions());
    try (Background beside =
            Background.start(
                wire.settings(), crowd, new Signals(board.now().toEpochMilli()), board);
        ChildJvm echo = start(wire, board, name, commits, topics);
        KeyArrivals arrivals =
            KeyArrivals.start(wire.bootstrapServers(), topics.get(TOPICS_TRAVELLED - 1));
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", wire.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer())) {
      Lags lags =
          probing.run(
              i -> producer.send(new ProducerRecord<>(topics.get(0), key(i), new byte[400])),
              DeciderLatency::key,
              arrivals,
              echo);
      board.say(name + ": " + lags);
      return lags;
    }
  }

  private static String key(int probe) {
    return "probe-" + probe;
  }

  private ChildJvm start(
      WireProcess wire, Board board, String name, String commits, List<String> topics) {
    Path folder = board.folder();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            wire.bootstrapServers(),
            name,
            DeciderStage.COMMIT_INTERVAL_MILLIS,
            commits,
            folder.resolve(name + "-state").toString()));
    arguments.addAll(topics);
    return ChildJvm.start(
        name,
        List.of("-Xmx" + heapMiB + "m"),
        PassThroughMain.class.getName(),
        arguments,
        folder.resolve(name + ".log"));
  }

  private static List<Figure> figures(Lags ours, Lags byClock, Lags atOnce) {
    List<Figure> figures = new ArrayList<>();
    figures.add(millis("latency.p50", ours.percentile(50), byClock.percentile(50)));
    figures.add(millis("latency.p99", ours.percentile(99), byClock.percentile(99)));
    figures.add(millis("latency.max", ours.longest(), byClock.longest()));
    figures.add(millis("at-once.p50", ours.percentile(50), atOnce.percentile(50)));
    figures.add(millis("at-once.p99", ours.percentile(99), atOnce.percentile(99)));
    figures.add(millis("at-once.max", ours.longest(), atOnce.longest()));
    figures.add(
        new Figure(
            "missing", ours.missing(), "facts", (double) (byClock.missing() + atOnce.missing())));
    return figures;
  }

  private static Figure millis(String name, double ours, double peer) {
    return new Figure(name, ours, "ms", peer);
  }
}
