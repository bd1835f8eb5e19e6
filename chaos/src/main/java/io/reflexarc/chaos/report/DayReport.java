package io.reflexarc.chaos.report;

import io.reflexarc.chaos.play.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A game day that is over.
 *
 * @param target where it was played: {@code sandbox} or {@code cluster}
 * @param startedAt system time of its start
 * @param took real time
 * @param machine on which it was played, in a few words
 * @param seed of its first runs
 * @param speed event seconds a real second, as asked; infinite for as fast as it goes
 * @param planned how many experiments there were
 * @param trials those that are over, in the order of the plan
 */
public record DayReport(
    String target,
    Instant startedAt,
    Duration took,
    String machine,
    long seed,
    double speed,
    int planned,
    List<Trial> trials) {

  /** Copies. */
  public DayReport {
    trials = List.copyOf(trials);
  }

  /** Whether every experiment was tried and all that it promises holds. */
  public boolean passed() {
    return trials.size() == planned && trials.stream().allMatch(Trial::passed);
  }

  /** Whether it ended before every experiment was tried. */
  public boolean aborted() {
    return trials.size() < planned;
  }

  /** How many passed. */
  public long passes() {
    return trials.stream().filter(Trial::passed).count();
  }
}
