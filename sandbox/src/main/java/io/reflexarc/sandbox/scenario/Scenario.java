package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.scenario.course.Steady;
import java.time.Duration;
import java.util.List;

/**
 * A story with a known end: what is deployed when, and what must come of it.
 *
 * @param id folder name: {@code memory-leak}
 * @param title a few words
 * @param article section of the article that tells it, empty when none does
 * @param story sentences for a reader
 * @param watch the workload the story is about, {@code namespace/Kind/name}
 * @param nodes machines of its cluster
 * @param charts which numbers to draw
 * @param steady how its services are when all is well
 * @param phases what happens in the world, in order of time
 * @param until event time after which the story is over, whatever happened
 * @param expect what must come of it
 * @param rollback what cleans up on a cluster that stays
 */
public record Scenario(
    String id,
    String title,
    String article,
    List<String> story,
    String watch,
    int nodes,
    ChartChoice charts,
    List<Steady> steady,
    List<Phase> phases,
    Duration until,
    Expectation expect,
    Rollback rollback) {

  /** Machines of a story that says nothing of them. */
  public static final int USUAL_NODES = 3;

  private static final int MOST_PHASES = 20_000;
  private static final Duration LONGEST = Duration.ofHours(25);

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  public Scenario {
    story = List.copyOf(story);
    steady = List.copyOf(steady);
    phases = List.copyOf(phases);
    require(id.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"), "id '" + id + "' is not a-z, 0-9, -");
    require(!title.isBlank(), "title is empty");
    require(watch.split("/").length == 3, "watch '" + watch + "' is not namespace/Kind/name");
    require(!phases.isEmpty(), "phases are empty");
    require(phases.size() <= MOST_PHASES, "more than " + MOST_PHASES + " phases");
    require(phases.get(0).at().isZero(), "phases[0].at must be 0s");
    for (int i = 1; i < phases.size(); i++) {
      require(
          phases.get(i).at().compareTo(phases.get(i - 1).at()) >= 0,
          "phases[" + i + "].at is before the phase before it");
    }
    Duration last = phases.get(phases.size() - 1).at();
    require(until.compareTo(last) > 0, "until is not after the last phase");
    require(until.compareTo(LONGEST) <= 0, "until is longer than " + LONGEST);
  }

  /** When the fault is put in, since the story's start; zero when there is none. */
  public Duration faultAt() {
    return phases.stream().filter(Phase::fault).map(Phase::at).findFirst().orElse(Duration.ZERO);
  }

  /** Whether a fault is put in at all. */
  public boolean hasFault() {
    return phases.stream().anyMatch(Phase::fault);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
