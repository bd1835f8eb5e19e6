package io.reflexarc.schemas.policy;

import java.util.EnumSet;
import java.util.Set;

/** A state of the target, or of what it needs, during which a policy keeps still. */
public enum Hold implements Word {
  /** Something that the target depends on is unwell: the symptom is not its own. */
  DEPENDENCY_UNHEALTHY,
  /** Nodes that the target runs on are unwell, or their zone is. */
  NODE_UNHEALTHY,
  /** A release of the target is the cause: another policy takes it back. */
  RELEASE_UNHEALTHY,
  /** A rollout of the target has not finished: desired, updated and ready replicas differ. */
  ROLLOUT_IN_PROGRESS;

  /** Those that ask whether the cause is what the symptom seems to be. */
  public static final Set<Hold> CAUSES =
      Set.copyOf(EnumSet.of(DEPENDENCY_UNHEALTHY, NODE_UNHEALTHY, RELEASE_UNHEALTHY));

  /** Those that ask whether it lies in another target. */
  public static final Set<Hold> ELSEWHERE =
      Set.copyOf(EnumSet.of(DEPENDENCY_UNHEALTHY, NODE_UNHEALTHY));
}
