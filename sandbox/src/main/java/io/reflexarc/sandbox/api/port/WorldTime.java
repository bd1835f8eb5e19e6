package io.reflexarc.sandbox.api.port;

import java.time.Instant;

/** The cluster's clock as GET /reflexarc/time answers it. */
public interface WorldTime {

  /** The cluster's time. */
  Instant now();

  /** Seconds of the cluster's time that pass in one real second; 0 while it stands still. */
  double speed();
}
