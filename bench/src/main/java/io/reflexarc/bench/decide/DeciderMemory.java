package io.reflexarc.bench.decide;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import java.util.ArrayList;
import java.util.List;

/** What a target and a series take of a decider's heap. */
public final class DeciderMemory implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "decider-memory";

  private final List<Integer> sizes;
  private final int heapMiB;

  /** Measures at these numbers of targets. */
  public DeciderMemory(List<Integer> sizes, int heapMiB) {
    this.sizes = List.copyOf(sizes);
    this.heapMiB = heapMiB;
  }

  @Override
  public void run(Board board) {
    board.say(NAME + ": " + sizes + " targets of one pod");
    List<Figure> figures = new ArrayList<>();
    for (int targets : sizes) {
      Size size = Size.of(targets, heapMiB, board.folder());
      figures.add(new Figure("target." + targets, size.bytesEach(), "bytes", null));
      figures.add(new Figure("series." + targets, size.bytesOfSeries(), "bytes", null));
      figures.add(new Figure("all." + targets, size.bytes() / (double) (1 << 20), "MiB", null));
      board.say("%,d targets, %,d series".formatted(targets, size.series()));
    }
    board.show(NAME, "one pod each, 20 policies, after 10 minutes", figures, List.of());
  }
}
