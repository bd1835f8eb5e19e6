package io.reflexarc.decider.arbiter;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** One thing that an arbiter remembers of its cluster. */
public sealed interface Entry {

  /** What it is called among all entries of the cluster: a word, a space, and which of those. */
  String key();

  /**
   * A permit that was granted, and what became of it.
   *
   * @param commandId the command
   * @param target its target
   * @param policy key of its policy
   * @param partition whose task asked
   * @param askedAt for which asking it was granted last
   * @param grantedAt when, event time
   * @param issuedAt when the command was issued; empty while that is not known
   */
  record Grant(
      String commandId,
      String target,
      String policy,
      int partition,
      long askedAt,
      long grantedAt,
      OptionalLong issuedAt)
      implements Entry {

    /** What was granted first, first. */
    static final Comparator<Grant> OLDEST_FIRST =
        Comparator.comparingLong(Grant::grantedAt).thenComparing(Grant::commandId);

    /** What may be issued yet counts as if it were issued last of all. */
    static final Comparator<Grant> YOUNGEST_FIRST =
        Comparator.comparingLong(Grant::countsAt).reversed().thenComparing(Grant::commandId);

    @Override
    public String key() {
      return keyOf(commandId);
    }

    static String keyOf(String commandId) {
      return "grant " + commandId;
    }

    /** When it counts in a budget: until it is issued or returned, always. */
    long countsAt() {
      return issuedAt.orElse(Long.MAX_VALUE);
    }

    Grant askedFor(long asking) {
      return new Grant(commandId, target, policy, partition, asking, grantedAt, issuedAt);
    }

    Grant issued(long at) {
      return new Grant(
          commandId, target, policy, partition, askedAt, grantedAt, OptionalLong.of(at));
    }
  }

  /**
   * A target that is unwell.
   *
   * @param target which
   * @param group the group that it belongs to
   * @param partition whose task says so
   * @param onset since when
   * @param needs what it needs
   * @param says why, a clause
   */
  record Patient(String target, Group group, int partition, long onset, Needs needs, String says)
      implements Entry {

    /** Who became unwell first, first. */
    static final Comparator<Patient> BY_ONSET =
        Comparator.comparingLong(Patient::onset).thenComparing(Patient::target);

    @Override
    public String key() {
      return keyOf(target);
    }

    static String keyOf(String target) {
      return "patient " + target;
    }
  }

  /**
   * What a partition has.
   *
   * @param partition which
   * @param workloads how many targets that are no nodes
   * @param zones name of each node to its zone, empty when unknown
   */
  record Roster(int partition, int workloads, SortedMap<String, String> zones) implements Entry {
    public Roster {
      zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
    }

    @Override
    public String key() {
      return "roster " + partition;
    }
  }

  /**
   * The breaker of one group of targets, and what it goes by.
   *
   * @param group which
   * @param breaker how it stands
   * @param ends what came of the last commands, oldest first
   */
  record Circuit(Group group, Breaker breaker, List<End> ends) implements Entry {
    public Circuit {
      ends = List.copyOf(ends);
    }

    /** It lets everything pass. */
    static Circuit of(Group group) {
      return new Circuit(group, Breaker.Closed.NEW, List.of());
    }

    @Override
    public String key() {
      return "circuit " + group.word();
    }
  }

  /**
   * What came of a command.
   *
   * @param at when that was known, event time
   * @param failed whether it failed or did not heal
   */
  record End(long at, boolean failed) {}

  /** The latest event time that was heard of. */
  record Clock(long at) implements Entry {
    @Override
    public String key() {
      return "clock";
    }
  }
}
