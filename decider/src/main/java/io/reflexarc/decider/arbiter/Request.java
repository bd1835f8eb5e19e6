package io.reflexarc.decider.arbiter;

import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.RateLimit;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a task tells the arbiter of a cluster. */
public sealed interface Request {

  /** The target that it is about; of a census {@code cluster//Partition/number}. */
  String target();

  /** Event time. */
  long at();

  /**
   * May this command be issued? Asked again, under the same {@code askedAt}, it is the same
   * question: it takes no second place in a budget.
   *
   * @param askedAt time of the first such question since the last answer
   * @param incidentId the incident that the command is for
   * @param policy key of the policy
   * @param action the action's word
   * @param limits budgets that must all have room
   * @param holdWhile the causes elsewhere that hold it; none where the action does not treat the
   *     fault as the target's own
   */
  record Ask(
      String target,
      long at,
      String commandId,
      long askedAt,
      String incidentId,
      String policy,
      String action,
      List<RateLimit> limits,
      Set<Hold> holdWhile,
      Needs needs,
      long onset)
      implements Request {
    public Ask {
      limits = List.copyOf(limits);
      holdWhile = Set.copyOf(holdWhile);
    }
  }

  /** The command was issued, at this time. */
  record Used(String target, long at, String commandId, long askedAt, String policy)
      implements Request {}

  /** The permit is not needed after all. */
  record Returned(String target, long at, String commandId, long askedAt) implements Request {}

  /** What came of a command is known. */
  record Ended(String target, long at, String commandId, Outcome outcome) implements Request {

    /** What that says of whether actions help. */
    Result result() {
      return switch (outcome) {
        case HEALED -> Result.HEALED;
        case FAILED, EXPIRED, NOT_HEALED, ESCALATED -> Result.FAILED;
        default -> Result.NEITHER;
      };
    }
  }

  /**
   * The target is unwell. Said anew when other things are ready of what it depends on.
   *
   * @param onset since when
   * @param says why, a clause
   */
  record Unwell(String target, long at, Needs needs, long onset, String says) implements Request {}

  /** The target is well again, or gone. */
  record Well(String target, long at) implements Request {}

  /**
   * What a partition has.
   *
   * @param workloads how many targets that are no nodes
   * @param zones name of each node to its zone, empty when unknown
   * @param fresh whether the task began with no state, so that what it said before is void
   */
  record Census(
      String target, long at, int workloads, SortedMap<String, String> zones, boolean fresh)
      implements Request {
    public Census {
      zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
    }

    /** Whether it says the same as another one, whenever that was. */
    public boolean saysTheSame(Census other) {
      return workloads == other.workloads && zones.equals(other.zones);
    }
  }

  /** Whether a command helped. */
  enum Result {
    /** It healed. */
    HEALED,
    /** It failed, or did not heal, or nobody knows. */
    FAILED,
    /** A human's word went first, or what it was for has gone. */
    NEITHER
  }
}
