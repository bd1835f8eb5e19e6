package io.reflexarc.chaos.attack.check;

import java.util.Comparator;
import java.util.Objects;

/**
 * A record where it stood in its topic.
 *
 * @param partition of its topic
 * @param offset in that partition
 * @param value what it says
 */
public record Told<T>(int partition, long offset, T value) {

  /** As the log has them: what stands in one partition is in order. */
  public static final Comparator<Told<?>> BY_PLACE =
      Comparator.<Told<?>>comparingInt(Told::partition).thenComparingLong(Told::offset);

  /** Needs a value. */
  public Told {
    Objects.requireNonNull(value, "value");
  }
}
