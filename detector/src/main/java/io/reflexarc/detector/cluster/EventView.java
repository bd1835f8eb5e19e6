package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An Event of the cluster's, with its repeats.
 *
 * @param about kind, name and uid of what it is about
 * @param container the container it is about; null for none
 * @param reason one word
 * @param note a sentence, shortened
 * @param count how often it was said so far, at least 1
 */
public record EventView(
    Metadata meta,
    Regarding about,
    @Nullable String container,
    String reason,
    String note,
    int count,
    Instant firstAt,
    Instant lastAt)
    implements ClusterObject {

  /** What an Event is about. */
  public record Regarding(String kind, String namespace, String name, String uid) {}

  public EventView {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1 but is " + count);
    }
  }

  /** About when it was said for the nth time: exact for the first and the last. */
  public Instant at(int nth) {
    if (nth >= count || count == 1 || lastAt.isBefore(firstAt)) {
      return lastAt;
    }
    long span = lastAt.toEpochMilli() - firstAt.toEpochMilli();
    return firstAt.plusMillis(span * (nth - 1) / (count - 1));
  }
}
