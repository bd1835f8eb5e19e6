package io.reflexarc.schemas.policy;

/** What kept the system from acting: the closed list of words in an audit record's {@code gate}. */
public enum Gate implements Word {
  OBSERVE_MODE("The policy only observes; set mode to auto to let it act."),
  SUGGEST_MODE("The policy only suggests; a human has to do it or set mode to auto."),
  PAUSED("A human has paused this scope."),
  COOLDOWN("The last action on this target is too recent."),
  LIMIT("As many actions were done as the policy allows in that time."),
  BLACKOUT("The policy names this time as one in which nothing is done."),
  ROLLOUT_IN_PROGRESS("A rollout of this target has not finished yet."),
  BREAKER("Too much is sick at once, or the last actions did not heal; one is tried at a time."),
  DEPENDENCY_UNHEALTHY("Something that this target depends on is unwell; that goes first."),
  NODE_UNHEALTHY("Nodes that this target runs on are unwell; they go first."),
  ZONE_UNHEALTHY("A zone that this target runs in is unwell; that goes first."),
  RELEASE_UNHEALTHY("A release of this target is the cause, or may be; that goes first."),
  NO_KNOWN_GOOD("No revision is proven good, so there is nothing to go back to."),
  ALL_VERSIONS_SICK("All versions are equally sick, so it is not the release."),
  NO_CHANGE_BEFORE_ONSET("Nothing of this target changed before the symptom began."),
  ALREADY_ROLLED_BACK("This target has been rolled back already; twice in a row is not tried."),
  UNSUPPORTED_TARGET("This action cannot be done to a target of this kind."),
  NO_POD("The symptom names no pod that could be acted on."),
  NO_AUTOSCALER("Nothing scales this target by itself."),
  BEYOND_BOUNDS("So many replicas are not allowed, or none are wanted."),
  DISRUPTION_BUDGET("Too few of its pods would be left to serve."),
  ROLLOUT_PAUSED("Rollouts of this target do not go on by themselves."),
  NOTHING_TO_DO("It stands as the action would leave it."),
  INCONCLUSIVE("The numbers are too few or too close to tell the versions apart."),
  UNKNOWN_HEALTH("There is not enough fresh data to know whether it is sick."),
  IN_FLIGHT("Another action on this target is under way."),
  AWAITING_APPROVAL("A human has to approve it first."),
  AWAITING_PERMIT("What keeps the cluster's limits and its breaker has not answered yet."),
  FLAPPING("The symptom comes and goes; acting on it would not settle it."),
  RECURRING("Actions healed it several times, and it came back each time."),
  OWNED("Somebody else manages what would be changed, and would set it back."),
  DRY_RUN("The actuator only shows what it would do; set actuator.dry.run to false.");

  private final String sentence;

  Gate(String sentence) {
    this.sentence = sentence;
  }

  /** What it means, for people. */
  public String sentence() {
    return sentence;
  }
}
