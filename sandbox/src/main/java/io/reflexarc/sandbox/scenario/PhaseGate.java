package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.world.clock.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds the clock at the next phase that has not been played, and at the story's end, so that each
 * happens at its time however fast the world runs; and otherwise behind the observers, and at the
 * pace of the commands that are on their way.
 */
final class PhaseGate implements Gate {

  private final Gate observers;
  private volatile Instant next = Instant.MAX;
  private volatile Instant pace = Instant.MAX;
  private List<Phase> phases = List.of();
  private Instant beganAt = Instant.MAX;
  private Instant endsAt = Instant.MAX;
  private int played;

  PhaseGate(Gate observers) {
    this.observers = observers;
  }

  /** The story begins at that time, and lasts so long at most. */
  void from(Instant began, List<Phase> all, Duration until) {
    beganAt = began;
    endsAt = began.plus(until);
    phases = all;
    played = 0;
    aim();
  }

  /** The phase to be played now, if its time has come. */
  Optional<Phase> due(Instant now) {
    return allPlayed() || now.isBefore(beganAt.plus(phases.get(played).at()))
        ? Optional.empty()
        : Optional.of(phases.get(played));
  }

  /** When the next phase is to be played; {@link Instant#MAX} after the last. */
  Instant next() {
    return next;
  }

  /** That phase has been played. */
  void played() {
    played++;
    aim();
  }

  boolean allPlayed() {
    return played >= phases.size();
  }

  /** The story is over: time stands from now on. */
  void end(Instant now) {
    next = now;
  }

  /** Commands on their way let the world come so far. */
  void pace(Instant notBeyond) {
    pace = notBeyond;
  }

  private void aim() {
    Instant phase = allPlayed() ? Instant.MAX : beganAt.plus(phases.get(played).at());
    next = phase.isBefore(endsAt) ? phase : endsAt;
  }

  @Override
  public Instant notBeyond() {
    Instant held = earlier(next, pace);
    return earlier(observers.notBeyond(), held);
  }

  @Override
  public String waitsFor() {
    Instant held = earlier(next, pace);
    if (observers.notBeyond().isBefore(held)) {
      return observers.waitsFor();
    }
    return pace.isBefore(next) ? "a command that is on its way" : "the next phase";
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
