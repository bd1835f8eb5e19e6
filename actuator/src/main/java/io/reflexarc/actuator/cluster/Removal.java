package io.reflexarc.actuator.cluster;

/** How an object is removed. */
public enum Removal {
  /** It is deleted; what it owns is collected. */
  DELETE,
  /** A pod asks to leave: its disruption budget may refuse. */
  EVICT
}
