package io.reflexarc.bench.scale;

import io.reflexarc.bench.Board;
import io.reflexarc.bench.cluster.GeneratedApi;
import io.reflexarc.bench.cluster.GeneratedCluster;
import io.reflexarc.bench.process.Await;
import io.reflexarc.bench.process.LiveHeap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What every follower goes through: first sync, changes, relist; its heap before and after. */
final class Course {

  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final int CHANGES_IN_THE_GAP = 100;
  private static final long MEBIBYTE = 1 << 20;
  private static final double MILLIS = 1_000.0;

  private final GeneratedApi api;
  private final ChangePlayer player;
  private final GeneratedCluster cluster;
  private final Load load;
  private final Board board;
  private final Path folder;

  Course(GeneratedApi api, GeneratedCluster cluster, Load load, Board board, Path folder) {
    this.api = api;
    this.cluster = cluster;
    this.player = new ChangePlayer(cluster, board);
    this.load = load;
    this.board = board;
    this.folder = folder;
  }

  /**
   * Takes a follower through.
   *
   * @param heapMiB the heap that it is given
   * @param patience for the first sync, and for the relist
   */
  Measured run(Supplier<Follower> start, int heapMiB, Duration patience) {
    api.requests().forget();
    try (Follower follower = start.get()) {
      String name = follower.name();
      long ready =
          Await.until(name + ": first sync", patience, follower.process(), follower::ready);
      double sync = seconds(follower.process().startedAt(), ready);
      double syncCpu = follower.process().cpu().toMillis() / MILLIS;
      double lists = seconds(api.requests().firstList().orElse(ready), ready);
      board.say(
          "%s: ready %.1f s after its start (%.1f s of processor time), %.1f s after its first list (%,d objects, %,d MiB)"
              .formatted(
                  name,
                  sync,
                  syncCpu,
                  lists,
                  api.requests().objects(),
                  api.requests().bytes() / MEBIBYTE));
      long atFirst = live(follower, "first");
      board.say(
          "%s: %,d pods change each second, for %d s"
              .formatted(name, load.rate(), load.time().toSeconds()));
      follower.stamps().drain();
      Duration cpuBefore = follower.process().cpu();
      long begun = System.nanoTime();
      double rate = player.play(load, follower.stamps(), follower.process());
      double cores =
          follower.process().cpu().minus(cpuBefore).toMillis()
              / MILLIS
              / seconds(begun, System.nanoTime());
      drain(follower);
      Delays delays = follower.stamps().drain();
      board.say(
          "%s: %,.0f changes a second, %.2f processors, %s".formatted(name, rate, cores, delays));
      double relist = relist(follower, patience);
      long atLast = live(follower, "last");
      return new Measured(
          heapMiB, sync, lists, syncCpu, relist, atFirst, atLast, rate, cores, delays);
    }
  }

  private double relist(Follower follower, Duration patience) {
    Set<String> watched = api.requests().watched();
    api.requests().forget();
    long begun = System.nanoTime();
    player.cut(Math.min(CHANGES_IN_THE_GAP, cluster.shape().pods() / 10), follower.stamps());
    long done =
        Await.until(
            follower.name() + ": relist",
            patience,
            follower.process(),
            () ->
                follower.stamps().waiting() == 0
                    && api.requests().watched().containsAll(watched)
                    && follower.ready());
    double seconds = seconds(begun, done);
    board.say(
        "%s: relisted in %.1f s (%,d objects)"
            .formatted(follower.name(), seconds, api.requests().objects()));
    return seconds;
  }

  private void drain(Follower follower) {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    Await.until(
        follower.name() + ": drain",
        DRAIN.plusSeconds(1),
        follower.process(),
        () -> follower.stamps().waiting() == 0 || System.nanoTime() - deadline > 0);
  }

  private long live(Follower follower, String when) {
    long bytes =
        LiveHeap.of(follower.process(), folder.resolve(follower.name() + "-" + when + ".txt"));
    board.say("%s: %,d MiB live".formatted(follower.name(), bytes / MEBIBYTE));
    return bytes;
  }

  private static double seconds(long from, long to) {
    return TimeUnit.NANOSECONDS.toMillis(to - from) / MILLIS;
  }
}
