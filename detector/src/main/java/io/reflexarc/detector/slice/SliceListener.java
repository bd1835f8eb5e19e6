package io.reflexarc.detector.slice;

import java.util.Collection;
import java.util.Map;

/** Hears of partitions coming and going; called on the threads of {@link Slices}. */
public interface SliceListener {

  /** These were given and their log was read back. */
  void acquired(Map<Integer, SliceMemory> memories);

  /** These were taken away; {@link Ownership} says so already. */
  void lost(Collection<Integer> partitions);
}
