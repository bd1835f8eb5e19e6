package io.reflexarc.chaos.attack.plan;

/** How the cluster's API fails its clients. */
public enum ApiTrouble {
  /** 429 with Retry-After, nothing is done. */
  TOO_MANY_REQUESTS,
  /** 500, nothing is done. */
  INTERNAL_ERROR,
  /** It is done, and answered with 504. */
  DONE_BUT_FAILED,
  /** It is done, and the connection is cut instead of an answer. */
  DONE_BUT_SILENT,
  /** The connection is cut, and nothing is done. */
  CUT,
  /** Answered late, but before a client gives up. */
  SLOW,
  /** Done later than a client waits. */
  TIMEOUT
}
