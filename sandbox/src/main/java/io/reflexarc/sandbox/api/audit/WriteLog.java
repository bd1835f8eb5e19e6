package io.reflexarc.sandbox.api.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The latest write requests, oldest first. Bounded: what no longer fits is dropped from the front
 * and counted. Safe for many threads.
 */
public final class WriteLog {

  private final int capacity;
  private final ArrayDeque<WriteRecord> records = new ArrayDeque<>();
  private long sequence;
  private long dropped;

  /** A log of at most this many records. */
  public WriteLog(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("A write log holds at least one record");
    }
    this.capacity = capacity;
  }

  /** Adds a record made with the next sequence number. */
  public synchronized void add(LongFunction<WriteRecord> record) {
    records.addLast(record.apply(++sequence));
    while (records.size() > capacity) {
      records.removeFirst();
      dropped++;
    }
  }

  /** All records with a sequence above this one. */
  public synchronized List<WriteRecord> after(long seen) {
    List<WriteRecord> newer = new ArrayList<>();
    for (WriteRecord record : records) {
      if (record.sequence() > seen) {
        newer.add(record);
      }
    }
    return newer;
  }

  /** All records kept. */
  public List<WriteRecord> all() {
    return after(0);
  }

  /** Records that no longer fit. */
  public synchronized long dropped() {
    return dropped;
  }
}
