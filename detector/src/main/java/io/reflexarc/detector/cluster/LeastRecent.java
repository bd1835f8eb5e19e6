package io.reflexarc.detector.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A map that forgets what was not asked for longest when it is full. */
final class LeastRecent<V> extends LinkedHashMap<String, V> {

  private static final long serialVersionUID = 1L;

  private final int most;
  private final transient Consumer<V> forgotten;

  /**
   * @param forgotten told what is forgotten for want of room
   */
  LeastRecent(int most, Consumer<V> forgotten) {
    super(16, 0.75f, true);
    this.most = most;
    this.forgotten = forgotten;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    boolean full = size() > most;
    if (full) {
      forgotten.accept(eldest.getValue());
    }
    return full;
  }
}
