package io.reflexarc.decider.window;

import java.util.Arrays;

/**
 * The panes of one series, oldest first, as columns of numbers: half of what objects would take.
 * Only levels keep their youngest value.
 */
final class Panes {

  private static final int FIRST_ROOM = 4;

  private final long paneMillis;
  private final boolean levels;
  private long[] index = new long[FIRST_ROOM];
  private double[] sum = new double[FIRST_ROOM];
  private int[] count = new int[FIRST_ROOM];
  private int[] sinceStart = new int[FIRST_ROOM];
  private double[] last;
  private int begin;
  private int end;

  Panes(SeriesKey key) {
    this.paneMillis = key.paneMillis();
    this.levels = key.keepsLevels();
    this.last = new double[levels ? FIRST_ROOM : 0];
  }

  int size() {
    return end - begin;
  }

  boolean isEmpty() {
    return end == begin;
  }

  /** Index of a pane in event time; pane 0 is the oldest. */
  long index(int pane) {
    return index[begin + pane];
  }

  double sum(int pane) {
    return sum[begin + pane];
  }

  long coveredFrom(int pane) {
    return index(pane) * paneMillis + sinceStart[begin + pane];
  }

  /** The oldest pane that is not before a window; as many as there are when all are. */
  int firstIn(Reach reach) {
    int pane = size();
    while (pane > 0 && index[begin + pane - 1] > reach.before()) {
      pane--;
    }
    return pane;
  }

  boolean isIn(Reach reach, int pane) {
    return reach.holds(index(pane), coveredFrom(pane));
  }

  /** What the panes of a window add up to, the youngest first. */
  double sum(Reach reach) {
    double all = 0;
    for (int place = end - 1; place >= begin && index[place] > reach.before(); place--) {
      if (index[place] <= reach.last() && coveredFrom(place - begin) >= reach.notBefore()) {
        all += sum[place];
      }
    }
    return all;
  }

  void show(int pane, PaneVisitor visitor) {
    int place = begin + pane;
    visitor.see(sum[place], count[place], levels ? last[place] : 0);
  }

  Pane get(int pane) {
    int place = begin + pane;
    double youngest = levels ? last[place] : 0;
    return new Pane(index[place], sum[place], count[place], youngest, coveredFrom(pane));
  }

  /** The youngest pane has one more sample. */
  void widen(double wholeSum, double youngest, long since) {
    int place = end - 1;
    sum[place] = wholeSum;
    count[place]++;
    sinceStart[place] = Math.min(sinceStart[place], fromStart(index[place], since));
    if (levels) {
      last[place] = youngest;
    }
  }

  /** Puts a pane behind the youngest. */
  void add(long paneIndex, double paneSum, int samples, double youngest, long since) {
    if (end == index.length) {
      makeRoom();
    }
    index[end] = paneIndex;
    sum[end] = paneSum;
    count[end] = samples;
    sinceStart[end] = fromStart(paneIndex, since);
    if (levels) {
      last[end] = youngest;
    }
    end++;
  }

  void removeOldest() {
    begin++;
  }

  void clear() {
    begin = end;
  }

  private int fromStart(long paneIndex, long since) {
    return Math.toIntExact(since - paneIndex * paneMillis);
  }

  /** Takes the room of panes that are gone, or as much again by half where that is little. */
  private void makeRoom() {
    int length = index.length;
    int until = begin + (begin > length / 4 ? length : length + length / 2);
    index = Arrays.copyOfRange(index, begin, until);
    sum = Arrays.copyOfRange(sum, begin, until);
    count = Arrays.copyOfRange(count, begin, until);
    sinceStart = Arrays.copyOfRange(sinceStart, begin, until);
    last = levels ? Arrays.copyOfRange(last, begin, until) : last;
    end -= begin;
    begin = 0;
  }
}
