package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Lease by which a leader is elected.
 *
 * @param holder who holds it, as it calls itself; empty for nobody
 * @param transitions how often it changed hands
 * @param acquiredAt when its holder took it; null when untold
 */
public record LeaseView(Metadata meta, String holder, int transitions, @Nullable Instant acquiredAt)
    implements ClusterObject {

  /** The same lease before anybody held it. */
  public LeaseView unheld() {
    return new LeaseView(meta, "", transitions, null);
  }
}
