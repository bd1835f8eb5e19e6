package io.reflexarc.bench.decide;

import io.reflexarc.bench.Board;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What goes on beside: every second the scrapes of a crowd and a tick in each partition, as now.
 */
final class Background implements AutoCloseable {

  private static final long SECOND = 1_000;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Feed feed;

  private Background(Feed feed) {
    this.feed = feed;
  }

  /** Begins it. */
  static Background start(Map<String, String> wire, Crowd crowd, Signals signals, Board board) {
    Background background = new Background(new Feed(wire, signals, 0));
    background.clock.scheduleAtFixedRate(
        () -> background.second(crowd, board.now().toEpochMilli()),
        0,
        SECOND,
        TimeUnit.MILLISECONDS);
    return background;
  }

  private void second(Crowd crowd, long now) {
    feed.second(crowd, now / SECOND * SECOND - SECOND);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    feed.close();
  }
}
