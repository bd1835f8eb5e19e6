package io.reflexarc.detector.finding;

/** How a finding was come by, which decides when it is news. */
public enum Certainty {
  /** The change itself was seen. */
  WITNESSED,
  /** Seen to hold at a first look: news unless the log says that it already began. */
  STANDING,
  /** A trace of an instant, found at a first look: news if the log does not have it. */
  TRACE,
  /** Seen to be over at a first look: news only if it happened while nobody was looking. */
  MISSED,
  /** The completion of a rollout that was not seen to begin: news only if the log has its start. */
  SEQUEL
}
