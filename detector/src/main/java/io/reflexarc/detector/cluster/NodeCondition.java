package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a node that is bad when it holds.
 *
 * @param type {@code MemoryPressure}, {@code DiskPressure}, {@code PIDPressure} or {@code
 *     NetworkUnavailable}
 * @param status True, False or Unknown, as said: Unknown is neither the start nor the end of it
 * @param since when it last turned, to the second
 */
public record NodeCondition(String type, String status, Instant since, @Nullable String reason) {

  /** The node's network is not set up. */
  public static final String NETWORK_UNAVAILABLE = "NetworkUnavailable";

  /** Whether it holds. */
  public boolean holds() {
    return status.equals("True");
  }

  /** Whether it is known not to hold. */
  public boolean over() {
    return status.equals("False");
  }
}
