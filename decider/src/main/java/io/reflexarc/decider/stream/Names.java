package io.reflexarc.decider.stream;

/** Names of nodes and stores: parts of the topology that must not change by themselves. */
final class Names {

  static final String DECIDE = "decide";
  static final String ARBITRATE = "arbitrate";
  static final String COMMANDS = "write-commands";
  static final String AUDIT = "write-audit";
  static final String INCIDENTS = "write-incidents";
  static final String DEAD_LETTER = "write-dead-letter";
  static final String PERMIT_REQUESTS = "write-permit-requests";
  static final String PERMIT_ANSWERS = "write-permit-answers";

  /** Dead letters of the arbiter's sub-topology: a sink shared by two would make them one. */
  static final String PERMIT_DEAD_LETTER = "write-permit-dead-letter";

  /** Store: target to the workload's state, as found. */
  static final String WORKLOADS = "workloads";

  /** Store: target to what is remembered of it. */
  static final String TARGETS = "targets";

  /** Store: target and instance to its panes. */
  static final String INSTANCES = "instances";

  /** Store: target, time and instance to a scrape that waits. */
  static final String WAITING = "waiting";

  /** Store: target and slot to a fact that waits, is counted, or is the last word on a state. */
  static final String FACTS = "facts";

  /** Store: how far something got: a cluster's ticks, dead letters of a global topic. */
  static final String MARKS = "marks";

  /** Store: cluster and entry to what its arbiter remembers. */
  static final String DOCKETS = "dockets";

  static final String POLICIES = "policies";
  static final String CONTROLS = "controls";

  private Names() {}
}
