package io.reflexarc.bench.decide;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import io.reflexarc.bench.decide.Consumed.Mark;
import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.StageJvm;
import io.reflexarc.bench.wire.WireProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How fast a decider works off a backlog: every scrape goes into panes, every tick judges. The peer
 * hands the same records on as bytes, after it, on the same broker.
 */
public final class DeciderThroughput implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "decider-throughput";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BROKER_MIB = 1_024;
  private static final int COLD_PART = 3;

  private final Crowd crowd;
  private final int records;
  private final int heapMiB;

  /**
   * @param records scrapes in the backlog; a third of them is for warming up
   */
  public DeciderThroughput(Crowd crowd, int records, int heapMiB) {
    this.crowd = crowd;
    this.records = records;
    this.heapMiB = heapMiB;
  }

  /** The crowd that it is measured with unless told otherwise. */
  public static DeciderThroughput of(int workloads, int records, int heapMiB) {
    return new DeciderThroughput(new Crowd(workloads, 3, 15, 4), records, heapMiB);
  }

  @Override
  public void run(Board board) {
    board.say(NAME + ": " + crowd);
    try (WireProcess wire =
        WireProcess.start(DeciderStage.topics(crowd), BROKER_MIB, board.folder())) {
      long backlog = backlog(wire, board);
      Speed ours = ours(wire, backlog, board);
      Speed peer = peer(wire, backlog, board);
      board.show(NAME, crowd + ", 20 policies", figures(ours, peer), List.of());
    }
  }

  private long backlog(WireProcess wire, Board board) {
    long start = board.now().minus(Duration.ofHours(2)).getEpochSecond() * 1_000;
    long written = 0;
    try (Feed feed = new Feed(wire.settings(), new Signals(start), 20)) {
      feed.policies(Policies.all());
      feed.workloads(crowd, start);
      for (long second = 1; written < records; second++) {
        written += feed.second(crowd, start + second * 1_000);
      }
      feed.flush();
    }
    board.say("a backlog of %,d scrapes of %d samples".formatted(written, Signals.SAMPLES));
    return written;
  }

  private Speed ours(WireProcess wire, long backlog, Board board) {
    try (StageJvm decider =
        DeciderStage.start("decider", wire.settings(), Map.of(), heapMiB, board.folder())) {
      return measure("decider", DeciderStage.GROUP, decider.process(), wire, backlog, board);
    }
  }

  private Speed peer(WireProcess wire, long backlog, Board board) {
    Path folder = board.folder();
    List<String> arguments =
        List.of(
            wire.bootstrapServers(),
            "peer",
            DeciderStage.COMMIT_INTERVAL_MILLIS,
            PassThroughMain.BY_CLOCK,
            folder.resolve("peer-state").toString(),
            DeciderStage.SAMPLES,
            DeciderStage.SAMPLES + ".dead-letter");
    try (ChildJvm peer =
        ChildJvm.start(
            "peer",
            List.of("-Xmx" + heapMiB + "m"),
            PassThroughMain.class.getName(),
            arguments,
            folder.resolve("peer.log"))) {
      return measure("peer", "peer", peer, wire, backlog, board);
    }
  }

  private Speed measure(
      String name, String group, ChildJvm jvm, WireProcess wire, long backlog, Board board) {
    try (Consumed consumed = new Consumed(wire.bootstrapServers(), group, DeciderStage.SAMPLES)) {
      Mark warm = consumed.until(backlog / COLD_PART, PATIENCE, jvm);
      Duration broker = wire.process().cpu();
      Mark end = consumed.until(backlog, PATIENCE, jvm);
      double brokerMicros =
          wire.process().cpu().minus(broker).toNanos()
              / 1e3
              / Math.max(1, end.consumed() - warm.consumed());
      Speed speed = new Speed(end.rateSince(warm), end.microsEachSince(warm), brokerMicros);
      board.say(
          "%s: %,.0f scrapes a second, %.1f us of processor time each, the broker %.1f"
              .formatted(name, speed.scrapes(), speed.micros(), speed.brokerMicros()));
      return speed;
    }
  }

  private List<Figure> figures(Speed ours, Speed peer) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "samples",
            ours.scrapes() * Signals.SAMPLES,
            "samples/s",
            peer.scrapes() * Signals.SAMPLES));
    figures.add(new Figure("scrapes", ours.scrapes(), "scrapes/s", peer.scrapes()));
    figures.add(
        new Figure(
            "sample.cpu", ours.micros() / Signals.SAMPLES, "us", peer.micros() / Signals.SAMPLES));
    figures.add(new Figure("scrape.cpu", ours.micros(), "us", peer.micros()));
    figures.add(new Figure("scrape.cpu.broker", ours.brokerMicros(), "us", peer.brokerMicros()));
    return figures;
  }

  /**
   * How fast a process is.
   *
   * @param scrapes a second
   * @param micros processor time of its own for a scrape
   * @param brokerMicros the broker's
   */
  private record Speed(double scrapes, double micros, double brokerMicros) {}
}
