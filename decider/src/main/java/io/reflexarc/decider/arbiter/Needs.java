package io.reflexarc.decider.arbiter;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a target needs to be well.
 *
 * @param dependsOn targets that it depends on
 * @param nodes names of the nodes that its pods are on
 * @param unready those that it depends on of which nothing is ready, as a fact says
 */
public record Needs(
    SortedSet<String> dependsOn, SortedSet<String> nodes, SortedSet<String> unready) {

  /** Most targets and nodes that are looked at, each in alphabetical order. */
  public static final int MOST = 1_000;

  /** Nothing. */
  public static final Needs NOTHING =
      new Needs(
          Collections.emptySortedSet(), Collections.emptySortedSet(), Collections.emptySortedSet());

  public Needs {
    dependsOn = bounded(dependsOn);
    nodes = bounded(nodes);
    unready = bounded(unready);
  }

  private static SortedSet<String> bounded(Collection<String> all) {
    TreeSet<String> sorted = new TreeSet<>(all);
    while (sorted.size() > MOST) {
      sorted.pollLast();
    }
    return Collections.unmodifiableSortedSet(sorted);
  }
}
