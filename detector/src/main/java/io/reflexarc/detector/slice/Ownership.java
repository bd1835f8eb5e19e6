package io.reflexarc.detector.slice;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions that this detector may publish into right now. Read by every thread just before it
 * publishes; a partition that is taken away is out at once.
 */
public final class Ownership {

  private final Set<Integer> assigned = ConcurrentHashMap.newKeySet();
  private final Set<Integer> active = ConcurrentHashMap.newKeySet();

  /** The group has given these; they become active once the log was read back. */
  void assign(Collection<Integer> partitions) {
    assigned.addAll(partitions);
  }

  /** The group has taken these away. */
  void revoke(Collection<Integer> partitions) {
    active.removeAll(partitions);
    assigned.removeAll(partitions);
  }

  /**
   * The log of a partition was read back.
   *
   * @return false when it was taken away meanwhile
   */
  public boolean activate(int partition) {
    if (!assigned.contains(partition)) {
      return false;
    }
    active.add(partition);
    if (!assigned.contains(partition)) {
      active.remove(partition);
      return false;
    }
    return true;
  }

  /** Whether it may be published into. */
  public boolean owns(int partition) {
    return active.contains(partition);
  }

  /** Whether the group has given it, read back or not. */
  public boolean isAssigned(int partition) {
    return assigned.contains(partition);
  }

  /** Those that may be published into. */
  public Set<Integer> active() {
    return new TreeSet<>(active);
  }

  /** Those that the group has given. */
  public Set<Integer> assigned() {
    return new TreeSet<>(assigned);
  }
}
