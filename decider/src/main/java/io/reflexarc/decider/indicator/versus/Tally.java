package io.reflexarc.decider.indicator.versus;

import java.util.Arrays;

/**
 * What went wrong of a version's events, pane by pane, over strata that have several panes each.
 */
public final class Tally {

  private final double[] bad;
  private final double[] total;
  private final int panes;

  /**
   * Counts of panes, oldest first.
   *
   * @param bad what went wrong in each, not negative; more than {@code total} counts as that
   * @param total all events of each, not negative
   * @param panes how many panes a stratum has
   * @throws IllegalArgumentException when they are not whole strata
   */
  public Tally(double[] bad, double[] total, int panes) {
    if (bad.length != total.length || bad.length % panes != 0) {
      throw new IllegalArgumentException(
          bad.length + " and " + total.length + " panes in strata of " + panes);
    }
    this.bad = bad.clone();
    this.total = total.clone();
    this.panes = panes;
    Arrays.setAll(this.bad, pane -> Math.min(bad[pane], total[pane]));
  }

  int strata() {
    return total.length / panes;
  }

  double bad(int stratum) {
    return sum(bad, stratum);
  }

  double total(int stratum) {
    return sum(total, stratum);
  }

  private double sum(double[] counts, int stratum) {
    double sum = 0;
    for (int pane = stratum * panes; pane < (stratum + 1) * panes; pane++) {
      sum += counts[pane];
    }
    return sum;
  }

  /**
   * How unevenly failures lie within strata: Pearson's X² of the panes of each, summed up. The mean
   * is {@link #freedom} when events fail independently of each other, and as many times more as
   * events fail together.
   */
  double unevenness() {
    double sum = 0;
    for (int stratum = 0; stratum < strata(); stratum++) {
      double events = total(stratum);
      double rate = events > 0 ? bad(stratum) / events : 0;
      if (rate > 0 && rate < 1) {
        sum += pearson(stratum, rate) * (events - 1) / events;
      }
    }
    return sum;
  }

  private double pearson(int stratum, double rate) {
    double sum = 0;
    for (int pane = stratum * panes; pane < (stratum + 1) * panes; pane++) {
      double off = bad[pane] - total[pane] * rate;
      sum += total[pane] > 0 ? off * off / (total[pane] * rate * (1 - rate)) : 0;
    }
    return sum;
  }

  /** Degrees of freedom of {@link #unevenness}. */
  double freedom() {
    double freedom = 0;
    for (int stratum = 0; stratum < strata(); stratum++) {
      double failed = bad(stratum);
      if (failed > 0 && failed < total(stratum)) {
        freedom += heard(stratum) - 1;
      }
    }
    return freedom;
  }

  private int heard(int stratum) {
    int heard = 0;
    for (int pane = stratum * panes; pane < (stratum + 1) * panes; pane++) {
      heard += total[pane] > 0 ? 1 : 0;
    }
    return heard;
  }
}
