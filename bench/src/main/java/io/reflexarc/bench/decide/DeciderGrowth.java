package io.reflexarc.bench.decide;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import java.util.ArrayList;
import java.util.List;

/** How cost grows with the number of targets. The peer is the same with the fewest of them. */
public final class DeciderGrowth implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "decider-growth";

  private final List<Integer> sizes;
  private final int heapMiB;

  /**
   * Measures at these numbers of targets.
   *
   * @param sizes the fewest first
   */
  public DeciderGrowth(List<Integer> sizes, int heapMiB) {
    this.sizes = List.copyOf(sizes);
    this.heapMiB = heapMiB;
  }

  @Override
  public void run(Board board) {
    board.say(NAME + ": " + sizes + " targets of one pod");
    List<Size> measured = new ArrayList<>();
    for (int targets : sizes) {
      measured.add(Size.of(targets, heapMiB, board.folder()));
      board.say("%,d targets".formatted(targets));
    }
    Size first = measured.get(0);
    List<Figure> figures = new ArrayList<>();
    for (Size size : measured) {
      String of = "." + size.targets();
      figures.add(
          new Figure("samples" + of, size.samplesASecond(), "samples/s", first.samplesASecond()));
      figures.add(new Figure("scrape.cpu" + of, size.microsEach(), "us", first.microsEach()));
      figures.add(new Figure("target" + of, size.bytesEach(), "bytes", first.bytesEach()));
    }
    board.show(NAME, "one pod each, 20 policies, no Kafka; peer: the fewest", figures, List.of());
  }
}
