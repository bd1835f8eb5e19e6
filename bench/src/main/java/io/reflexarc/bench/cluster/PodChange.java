package io.reflexarc.bench.cluster;

import java.time.Instant;

/**
 * Something that befalls a pod.
 *
 * @param pod its number
 */
public record PodChange(int pod, Kind kind, Instant at) {

  /** What can. */
  public enum Kind {
    /** It was ready and is not. */
    NOT_READY,
    /** It was not ready and is. */
    READY_AGAIN,
    /** Its container was killed for want of memory, and runs again. */
    OOM_KILLED,
    /** Its container ended with an error, and runs again. */
    CRASHED,
    /** A new version of the object in which nothing of interest differs. */
    PLAIN
  }
}
