package io.reflexarc.bench.decide;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import io.reflexarc.bench.process.Await;
import io.reflexarc.bench.wire.WireProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How long the targets of a decider that is killed are without one: two share the partitions, under
 * load, and one gets SIGKILL. The peer is a plain Kafka Streams application with the same settings
 * and a store, before the same records, killed likewise.
 */
public final class DeciderFailover implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "decider-failover";

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration WARM = Duration.ofSeconds(8);
  private static final long SOON_MILLIS = 3_000;
  private static final int BROKER_MIB = 1_024;

  private final Crowd crowd;
  private final int heapMiB;

  /** With so many workloads, and so much heap for each process. */
  public DeciderFailover(int workloads, int heapMiB) {
    this.crowd = new Crowd(workloads, 3, 60, 4);
    this.heapMiB = heapMiB;
  }

  @Override
  public void run(Board board) {
    board.say(NAME + ": " + crowd);
    List<Figure> figures = new ArrayList<>();
    for (int standby : new int[] {1, 0}) {
      try (WireProcess wire =
              WireProcess.start(DeciderStage.topics(crowd), BROKER_MIB, board.folder());
          ProbedLoad load = new ProbedLoad(wire.settings(), crowd, board::now)) {
        load.begin();
        Gap ours = measure(wire, Duo.deciders(wire, standby, heapMiB, board), load, board);
        Gap peer = measure(wire, Duo.peers(wire, standby, heapMiB, board), load, board);
        String how = standby > 0 ? ".standby" : ".alone";
        figures.add(new Figure("first-command" + how, ours.seconds(), "s", peer.seconds()));
        figures.add(new Figure("survivor.cpu" + how, ours.cpu(), "s", peer.cpu()));
      }
    }
    board.show(NAME, crowd + ", six policies", figures, List.of());
  }

  /**
   * What lies between the kill and the first output for a target of the dead.
   *
   * @param cpu processor time of the survivor meanwhile, seconds
   */
  private record Gap(double seconds, double cpu) {}

  private Gap measure(WireProcess wire, Duo duo, ProbedLoad load, Board board) {
    try (duo;
        Outputs outputs = new Outputs(wire.bootstrapServers(), crowd.partitions());
        Consumed consumed =
            new Consumed(wire.bootstrapServers(), duo.group(), DeciderStage.SAMPLES)) {
      consumed.until(load.scrapes(), PATIENCE, duo.first());
      warmUp(duo, load, outputs, board);
      Set<Integer> partitions = duo.partitionsOfTheFirst();
      long from = board.now().toEpochMilli();
      long killedAt = System.nanoTime();
      Duration cpu = duo.second().cpu();
      duo.first().kill();
      long at =
          Await.until(
              duo.group() + ": first output after the kill",
              PATIENCE,
              duo.second(),
              () -> load.goOn() && outputs.heardOf(partitions, from));
      Gap gap =
          new Gap(
              TimeUnit.NANOSECONDS.toMillis(at - killedAt) / 1e3,
              duo.second().cpu().minus(cpu).toMillis() / 1e3);
      board.say(
          "%s: the dead one had partitions %s; first output for them after %.2f s, %.2f s of the survivor's processor time"
              .formatted(duo.group(), partitions, gap.seconds(), gap.cpu()));
      return gap;
    }
  }

  /** Until both share the partitions, and what is asked in any of them is answered soon. */
  private void warmUp(Duo duo, ProbedLoad load, Outputs outputs, Board board) {
    long warm = System.nanoTime() + WARM.toNanos();
    Await.until(
        duo.group() + ": warm",
        PATIENCE,
        duo.first(),
        () ->
            load.goOn()
                && outputs.areFrom(board.now().toEpochMilli() - SOON_MILLIS)
                && System.nanoTime() > warm
                && duo.share());
  }
}
