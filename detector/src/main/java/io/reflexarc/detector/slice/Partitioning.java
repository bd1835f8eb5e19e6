package io.reflexarc.detector.slice;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of a key, as the default partitioner of Kafka's producer computes it, so that
 * whoever else writes by that key meets the same one.
 *
 * @param count partitions of every target-keyed topic
 */
public record Partitioning(int count) {

  /**
   * @throws IllegalArgumentException when the count is not positive
   */
  public Partitioning {
    if (count < 1) {
      throw new IllegalArgumentException("there is no partitioning into " + count);
    }
  }

  /** The partition of a key. */
  public int of(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % count;
  }
}
