package io.reflexarc.bench.scale;

import io.reflexarc.bench.Board;
import io.reflexarc.bench.cluster.GeneratedCluster;
import io.reflexarc.bench.cluster.PodChange;
import io.reflexarc.bench.process.ChildJvm;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets pods change at a given pace, however slowly anybody follows. */
final class ChangePlayer {

  private static final long SAY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double NANOS = 1e9;

  private final GeneratedCluster cluster;
  private final ChangeScript script;
  private final Board board;

  ChangePlayer(GeneratedCluster cluster, Board board) {
    this.cluster = cluster;
    this.script = new ChangeScript(cluster.shape().pods());
    this.board = board;
  }

  /**
   * Plays.
   *
   * @return changes a second
   */
  double play(Load load, Stamps stamps, ChildJvm follower) {
    long begun = System.nanoTime();
    long said = begun;
    long made = 0;
    while (made < load.changes() && follower.alive()) {
      long now = System.nanoTime();
      long due = Math.min(load.changes(), (long) ((now - begun) / NANOS * load.rate()));
      for (; made < due; made++) {
        PodChange change = script.next(board.now());
        stamps.made(change, System.nanoTime());
        cluster.lives().apply(change);
      }
      if (now - said > SAY_EVERY_NANOS) {
        said = now;
        board.say("  %,d pods changed, %,d not heard of yet".formatted(made, stamps.waiting()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return made * NANOS / (System.nanoTime() - begun);
  }

  /** Ends all watches with a 410, and lets some containers be killed that no watch tells of. */
  void cut(int changes, Stamps stamps) {
    List<PodChange> meanwhile = script.kills(changes, board.now());
    meanwhile.forEach(it -> stamps.made(it, System.nanoTime()));
    cluster.lives().expire(meanwhile);
  }
}
