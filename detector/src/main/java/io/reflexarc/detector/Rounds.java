package io.reflexarc.detector;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is done once an event-second although nothing was told, in pieces that each take little, so
 * that what is told meanwhile waits for one of them and not for all. Urgent pieces take turns with
 * other work. Those that can wait are done when there is no other work; of a round that is still
 * under way after its second they take turns too, so that it ends however much is told. Owned by
 * the sensing thread.
 */
final class Rounds {

  private final Function<Instant, Round> rounds;
  private final Deque<Consumer<Instant>> urgent = new ArrayDeque<>();
  private final Deque<Consumer<Instant>> patient = new ArrayDeque<>();
  private Instant begun = Instant.EPOCH;

  /** The pieces of one second, each of which is told the time at which it is done. */
  record Round(List<Consumer<Instant>> urgent, List<Consumer<Instant>> patient) {}

  /**
   * @param rounds makes the round that begins at that time
   */
  Rounds(Function<Instant, Round> rounds) {
    this.rounds = rounds;
  }

  /** Whether there is nothing left to do before the next round. */
  boolean resting() {
    return urgent.isEmpty() && patient.isEmpty();
  }

  /**
   * Does one piece, if it is time for one.
   *
   * @param idle whether there is no other work
   */
  void turn(Instant now, boolean idle) {
    boolean secondIsOver = !now.isBefore(begun.plusSeconds(1));
    if (resting() && secondIsOver) {
      begun = now.truncatedTo(ChronoUnit.SECONDS);
      Round round = rounds.apply(now);
      urgent.addAll(round.urgent());
      patient.addAll(round.patient());
      secondIsOver = false;
    }
    if (!urgent.isEmpty()) {
      urgent.removeFirst().accept(now);
    } else if (!patient.isEmpty() && (idle || secondIsOver)) {
      patient.removeFirst().accept(now);
    }
  }
}
