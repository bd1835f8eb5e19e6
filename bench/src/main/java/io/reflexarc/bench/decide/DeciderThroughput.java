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
import java.util.Objects;

/**
 * How fast a decider works off a backlog: every scrape goes into panes, every tick judges. One peer
 * hands the same records on as bytes, one decodes and encodes them, one decodes and keeps them, one
 * puts them into panes besides and judges nothing; all after it, on the same broker.
 */
public final class DeciderThroughput implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "decider-throughput";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BROKER_MIB = 1_024;

  /** The first half is for warming up: the JVM compiles for a minute, as much as it decides. */
  private static final int COLD_PART = 2;

  /** The peer that hands bytes on, and the topic that it writes to. */
  private static final String BYTES = "peer-of-bytes";

  /** The peer that decodes records and encodes them again, and the topic that it writes to. */
  private static final String RECORDS = "peer-of-records";

  /** The peer that decodes records and keeps them in a store with a changelog. */
  private static final String STATE = "peer-of-state";

  /** The peer of state that puts scrapes into panes, too. */
  private static final String PANES = "peer-of-panes";

  private static final List<String> REMARKS =
      List.of(
          "The peer of figures in .records decodes each record and encodes it again.",
          "The peer of figures in .state decodes each record and keeps it in a store, that in .panes"
              + " also puts it into the panes of 20 policies and judges nothing; their own ratios to"
              + " the peer of bytes stand in state-of-bytes and panes-of-bytes.");

  private final Crowd crowd;
  private final int records;
  private final int heapMiB;

  /**
   * @param records scrapes in the backlog; half of them is for warming up
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
      wire.create(List.of(BYTES, RECORDS), crowd.partitions());
      Speed bytes = passing(BYTES, PassThroughMain.class, List.of(), wire, backlog, board);
      Speed records =
          passing(
              RECORDS, RecordPassThroughMain.class, List.of(registry(wire)), wire, backlog, board);
      Speed state =
          peer(
              STATE,
              KeepingMain.class,
              List.of("0", state(STATE, board), registry(wire)),
              wire,
              backlog,
              board);
      Speed panes =
          peer(
              PANES,
              KeepingMain.class,
              List.of("0", state(PANES, board), registry(wire), KeepingMain.PANES),
              wire,
              backlog,
              board);
      board.show(
          NAME, crowd + ", 20 policies", figures(ours, bytes, records, state, panes), REMARKS);
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

  /** A peer that writes to a topic of its own name. */
  private Speed passing(
      String name, Class<?> main, List<String> more, WireProcess wire, long backlog, Board board) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                DeciderStage.COMMIT_INTERVAL_MILLIS,
                PassThroughMain.BY_CLOCK,
                state(name, board),
                DeciderStage.SAMPLES,
                name));
    arguments.addAll(more);
    return peer(name, main, arguments, wire, backlog, board);
  }

  private Speed peer(
      String name, Class<?> main, List<String> more, WireProcess wire, long backlog, Board board) {
    List<String> arguments = new ArrayList<>(List.of(wire.bootstrapServers(), name));
    arguments.addAll(more);
    List<String> flags = List.of("-Xmx" + heapMiB + "m");
    Path log = board.folder().resolve(name + ".log");
    try (ChildJvm peer = ChildJvm.start(name, flags, main.getName(), arguments, log)) {
      return measure(name, name, peer, wire, backlog, board);
    }
  }

  private static String state(String name, Board board) {
    return board.folder().resolve(name + "-state").toString();
  }

  private static String registry(WireProcess wire) {
    return Objects.requireNonNull(wire.settings().get("schema.registry.url"));
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

  private static List<Figure> figures(
      Speed ours, Speed bytes, Speed records, Speed state, Speed panes) {
    return List.of(
        new Figure("samples", ours.samples(), "samples/s", bytes.samples()),
        new Figure("samples.records", ours.samples(), "samples/s", records.samples()),
        new Figure("samples.state", ours.samples(), "samples/s", state.samples()),
        new Figure("samples.panes", ours.samples(), "samples/s", panes.samples()),
        new Figure("state-of-bytes", state.samples(), "samples/s", bytes.samples()),
        new Figure("panes-of-bytes", panes.samples(), "samples/s", bytes.samples()),
        new Figure("scrapes", ours.scrapes(), "scrapes/s", bytes.scrapes()),
        new Figure("sample.cpu", ours.micros() / Signals.SAMPLES, "us", null),
        new Figure("scrape.cpu", ours.micros(), "us", bytes.micros()),
        new Figure("scrape.cpu.records", ours.micros(), "us", records.micros()),
        new Figure("scrape.cpu.state", ours.micros(), "us", state.micros()),
        new Figure("scrape.cpu.panes", ours.micros(), "us", panes.micros()),
        new Figure("scrape.cpu.broker", ours.brokerMicros(), "us", bytes.brokerMicros()),
        new Figure("scrape.cpu.broker.records", ours.brokerMicros(), "us", records.brokerMicros()),
        new Figure("scrape.cpu.broker.state", ours.brokerMicros(), "us", state.brokerMicros()),
        new Figure("scrape.cpu.broker.panes", ours.brokerMicros(), "us", panes.brokerMicros()));
  }

  /**
   * How fast a process is.
   *
   * @param scrapes a second
   * @param micros processor time of its own for a scrape
   * @param brokerMicros the broker's
   */
  private record Speed(double scrapes, double micros, double brokerMicros) {

    double samples() {
      return scrapes * Signals.SAMPLES;
    }
  }
}
