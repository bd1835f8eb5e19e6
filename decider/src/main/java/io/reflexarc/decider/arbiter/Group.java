package io.reflexarc.decider.arbiter;

import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.TargetSelector;
import io.reflexarc.schemas.policy.Word;

/** Targets that share a breaker. */
public enum Group implements Word {
  /** Nodes. */
  NODES,
  /** Everything else. */
  WORKLOADS;

  /** The group of a target. */
  public static Group of(String target) {
    return TargetKey.parse(target).kind().equals(TargetSelector.NODE) ? NODES : WORKLOADS;
  }
}
