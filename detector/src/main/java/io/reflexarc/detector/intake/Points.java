package io.reflexarc.detector.intake;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many points of one request became what, by a word from a closed list: published, rejected
 * (the sender is told of it), or passed over (as it should be). Bounded. Thread-safe.
 */
public final class Points {

  static final String PUBLISHED = "published";

  private static final int MOST_PROBLEMS = 20;

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private int rejected;

  /**
   * Some cannot be used.
   *
   * @param word from a closed list
   * @param problem names the field and the fix
   */
  public synchronized void rejected(String word, int points, String problem) {
    outcomes.merge(word, points, Integer::sum);
    rejected += points;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  /**
   * Some say nothing that is to be published, and nothing is wrong with them.
   *
   * @param word from a closed list
   */
  public synchronized void passedOver(String word, int points) {
    outcomes.merge(word, points, Integer::sum);
  }

  synchronized void published(int points) {
    outcomes.merge(PUBLISHED, points, Integer::sum);
  }

  /** How many were rejected. */
  public synchronized int rejected() {
    return rejected;
  }

  /** How many became what. */
  public synchronized Map<String, Integer> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** What is wrong with those that were rejected, each once. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }
}
