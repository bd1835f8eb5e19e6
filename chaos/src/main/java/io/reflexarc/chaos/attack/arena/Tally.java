package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.Attack;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many attacks of each kind were carried out, and what recovery took. One thread. */
final class Tally {

  private final Map<String, Line> lines = new TreeMap<>();
  private int done;

  /**
   * Attacks of one kind.
   *
   * @param count how many
   * @param mean real time until all processes were ready again; zero where none had to recover
   * @param longest the longest of them
   */
  record Line(int count, Duration mean, Duration longest) {

    private Line and(Duration took) {
      Duration sum = mean.multipliedBy(count).plus(took);
      return new Line(
          count + 1, sum.dividedBy(count + 1), took.compareTo(longest) > 0 ? took : longest);
    }
  }

  void count(Attack attack, Duration took) {
    done++;
    lines.merge(attack.kind(), new Line(1, took, took), (before, one) -> before.and(took));
  }

  int done() {
    return done;
  }

  Map<String, Line> lines() {
    return Collections.unmodifiableMap(lines);
  }
}
