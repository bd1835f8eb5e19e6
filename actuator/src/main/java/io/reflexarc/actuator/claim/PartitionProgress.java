package io.reflexarc.actuator.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition has been told of, although its commands end in another order than they came:
 * one target's retries do not keep back the outcome of another. What is committed is the first
 * offset that is not told of, and beside it, as the commit's metadata, those beyond it that are; so
 * a successor tells of each command once. Used by one thread.
 */
public final class PartitionProgress {

  /** So many commands may be under way at once in a partition, told of or not. */
  static final int WINDOW = 256;

  private static final String FORMAT = "1:";

  private final NavigableSet<Long> pending = new TreeSet<>();
  private final NavigableSet<Long> told = new TreeSet<>();
  private long next;

  /**
   * @param committed what was committed last for the partition
   */
  public PartitionProgress(OffsetAndMetadata committed) {
    this.next = committed.offset();
    this.told.addAll(read(committed));
  }

  /**
   * Takes a record on.
   *
   * @return false when it has been told of already
   */
  public boolean begin(long offset) {
    next = Math.max(next, offset + 1);
    return !told.contains(offset) && pending.add(offset);
  }

  /** Whether it has as many in hand as it can keep: nothing more is fetched until one is done. */
  public boolean full() {
    return pending.size() + told.size() >= WINDOW;
  }

  /** Records that are taken on and not told of. */
  public int underWay() {
    return pending.size();
  }

  /** Whether a commit says that a record is told of. */
  public static boolean tells(OffsetAndMetadata committed, long offset) {
    return offset < committed.offset() || read(committed).contains(offset);
  }

  /** What to commit once these have been told of too. */
  public OffsetAndMetadata after(Collection<Long> offsets) {
    NavigableSet<Long> left = new TreeSet<>(pending);
    left.removeAll(offsets);
    NavigableSet<Long> all = new TreeSet<>(told);
    all.addAll(offsets);
    long first = left.isEmpty() ? Math.max(next, beyond(all)) : left.first();
    return new OffsetAndMetadata(first, write(first, all.tailSet(first)));
  }

  /** These have been told of, and that is committed. */
  public void settle(Collection<Long> offsets) {
    pending.removeAll(offsets);
    told.addAll(offsets);
    long first = pending.isEmpty() ? Math.max(next, beyond(told)) : pending.first();
    told.headSet(first).clear();
  }

  private static long beyond(NavigableSet<Long> offsets) {
    return offsets.isEmpty() ? 0 : offsets.last() + 1;
  }

  private static String write(long first, Collection<Long> told) {
    if (told.isEmpty()) {
      return "";
    }
    List<String> distances = new ArrayList<>();
    told.forEach(offset -> distances.add(Long.toString(offset - first, Character.MAX_RADIX)));
    return FORMAT + String.join(",", distances);
  }

  /** Metadata that somebody else has written tells nothing: then a command may be told of twice. */
  private static List<Long> read(OffsetAndMetadata committed) {
    String text = committed.metadata();
    if (text == null || !text.matches("1:[0-9a-z]{1,10}(,[0-9a-z]{1,10}){0,255}")) {
      return List.of();
    }
    List<Long> offsets = new ArrayList<>();
    for (String distance : text.substring(FORMAT.length()).split(",")) {
      offsets.add(committed.offset() + Long.parseLong(distance, Character.MAX_RADIX));
    }
    return offsets;
  }
}
