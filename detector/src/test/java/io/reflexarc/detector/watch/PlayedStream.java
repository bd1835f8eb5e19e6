package io.reflexarc.detector.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the watches of one resource have been told so far. */
final class PlayedStream {

  private static final long HEARTBEAT_MILLIS = 100;

  private final byte[] list;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<PlayedLine> lines = new ArrayList<>();

  PlayedStream(byte[] list) {
    this.list = list;
  }

  byte[] list() {
    return list;
  }

  void tell(PlayedLine line) {
    lock.lock();
    try {
      lines.add(line);
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The index of the first line that is newer than a version. */
  int after(long version) {
    lock.lock();
    try {
      int index = 0;
      while (index < lines.size() && lines.get(index).version() <= version) {
        index++;
      }
      return index;
    } finally {
      lock.unlock();
    }
  }

  /** The lines from there on; waits a little when there is none. */
  List<PlayedLine> from(int index) throws InterruptedException {
    lock.lock();
    try {
      if (lines.size() <= index) {
        boolean told = grown.await(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        if (!told) {
          return List.of();
        }
      }
      return List.copyOf(lines.subList(Math.min(index, lines.size()), lines.size()));
    } finally {
      lock.unlock();
    }
  }
}
