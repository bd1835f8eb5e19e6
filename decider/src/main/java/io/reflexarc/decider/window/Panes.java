package io.reflexarc.decider.window;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The panes of one series, oldest first, as columns of numbers: half of what objects would take.
 * Only levels keep their youngest value.
 */
final class Panes {

  private static final int FIRST_ROOM = 4;

  /** Most lengths of windows of which the sum is remembered. */
  private static final int MOST_LENGTHS = 4;

  /** As many as 16,000 of these are whole to the last digit, too. */
  private static final double LARGEST_WHOLE = 1L << 39;

  private final long paneMillis;
  private final boolean levels;
  private long[] index = new long[FIRST_ROOM];
  private double[] sum = new double[FIRST_ROOM];
  private int[] count = new int[FIRST_ROOM];
  private int[] sinceStart = new int[FIRST_ROOM];
  private double[] last;
  private int begin;
  private int end;

  /** Sums of windows of different lengths; most series are asked for one. */
  private @Nullable MovingSum sums;

  /** Whether all are whole and so small that they add up to the same in any order. */
  private boolean whole = true;

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
    if (begin == end || index[begin] > reach.before()) {
      return 0;
    }
    int found = Arrays.binarySearch(index, begin, end, reach.before());
    return (found < 0 ? -found - 1 : found + 1) - begin;
  }

  boolean isIn(Reach reach, int pane) {
    return reach.holds(index(pane), coveredFrom(pane));
  }

  /**
   * What the panes of a window add up to, the youngest first. Of whole numbers the sum of the
   * window before is remembered, and moved on with the window: that gives the same, bit by bit.
   */
  double sum(Reach reach) {
    if (!whole || reach.notBefore() != Long.MIN_VALUE) {
      return added(reach);
    }
    long length = reach.last() - reach.before();
    int lengths = 0;
    for (MovingSum each = sums; each != null; each = each.next) {
      if (each.length == length) {
        return each.at(reach);
      }
      lengths++;
    }
    if (lengths >= MOST_LENGTHS) {
      return added(reach);
    }
    sums = new MovingSum(length, sums);
    return sums.at(reach);
  }

  private double added(Reach reach) {
    double all = 0;
    for (int place = end - 1; place >= begin && index[place] > reach.before(); place--) {
      if (index[place] <= reach.last() && coveredFrom(place - begin) >= reach.notBefore()) {
        all += sum[place];
      }
    }
    return all;
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE;
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
    whole &= isWhole(wholeSum);
    for (MovingSum each = sums; each != null; each = each.next) {
      each.widen(place, wholeSum - sum[place]);
    }
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
    whole &= isWhole(paneSum);
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
    for (MovingSum each = sums; each != null; each = each.next) {
      each.forgetBefore(begin);
    }
  }

  void clear() {
    begin = end;
    sums = null;
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
    for (MovingSum each = sums; each != null; each = each.next) {
      each.shift(begin);
    }
    begin = 0;
  }

  /** What the panes of a window add up to, which is moved on with the window. */
  private final class MovingSum {

    private final long length;
    private final @Nullable MovingSum next;

    /** What the panes from {@code from} until before {@code to} add up to. */
    private double summed;

    private int from;
    private int to;
    private long before = Long.MAX_VALUE;
    private long last;

    MovingSum(long length, @Nullable MovingSum next) {
      this.length = length;
      this.next = next;
    }

    double at(Reach reach) {
      if (reach.before() == before && reach.last() == last && to == end) {
        return summed;
      }
      if (reach.before() < before || reach.last() < last) {
        beginAt(reach);
      } else {
        moveTo(reach);
      }
      before = reach.before();
      last = reach.last();
      return summed;
    }

    private void beginAt(Reach reach) {
      summed = added(reach);
      from = begin + firstIn(reach);
      to = from;
      while (to < end && index[to] <= reach.last()) {
        to++;
      }
    }

    private void moveTo(Reach reach) {
      for (; to < end && index[to] <= reach.last(); to++) {
        summed += sum[to];
      }
      for (; from < to && index[from] <= reach.before(); from++) {
        summed -= sum[from];
      }
    }

    /** A pane has got so much more. */
    void widen(int pane, double more) {
      summed += pane >= from && pane < to ? more : 0;
    }

    /** Panes before this one are gone. */
    void forgetBefore(int pane) {
      before = from < pane ? Long.MAX_VALUE : before;
    }

    /** The columns begin at this pane from now on. */
    void shift(int pane) {
      from -= pane;
      to -= pane;
    }
  }
}
