package io.reflexarc.chaos.board;

import java.time.Duration;
import java.util.Locale;

/** How far a day is and how long it will still take, if it goes on as so far. */
final class Estimate {

  /** Before so much of one experiment is known, nothing is guessed. */
  private static final double ENOUGH = 0.3;

  private final int experiments;
  private final int atOnce;
  private int done;

  Estimate(int experiments, int atOnce) {
    this.experiments = experiments;
    this.atOnce = atOnce;
  }

  void done() {
    done++;
  }

  /**
   * A line for a reader.
   *
   * @param elapsed real time so far
   * @param begun sum of the shares of those being played, each 0 to 1
   */
  String line(Duration elapsed, double begun) {
    String left =
        done + begun < ENOUGH ? "" : ", about " + Words.clock(left(elapsed, begun)) + " left";
    return String.format(
        Locale.ROOT, "     %d of %d, %s gone%s", done, experiments, Words.clock(elapsed), left);
  }

  Duration left(Duration elapsed, double begun) {
    double known = done + begun;
    double rest = Math.max(0, experiments - known);
    double lanes = Math.max(1, Math.min(atOnce, experiments - done));
    double each = elapsed.toMillis() * Math.min(atOnce, experiments) / known;
    return Duration.ofMillis(Math.round(each * rest / lanes));
  }
}
