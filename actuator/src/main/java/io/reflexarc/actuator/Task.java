package io.reflexarc.actuator;

import io.reflexarc.actuator.claim.Claim;
import io.reflexarc.actuator.errand.Errand;
import io.reflexarc.actuator.errand.Turn;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An errand in the crew's hands: it waits for a turn, takes one, hands over what came of it. Taking
 * a turn and dropping the task exclude each other.
 */
final class Task implements Runnable {

  private enum State {
    WAITING,
    IN_TURN,
    DROPPED
  }

  /** What came of a turn: a turn, or what it broke on. */
  sealed interface Result {

    Task task();

    record Taken(Task task, Turn turn) implements Result {}

    /** A bug in an action. */
    record Broken(Task task, RuntimeException cause) implements Result {}

    /** The machine gives up: no memory, no stack. */
    record Fatal(Task task, Error cause) implements Result {}
  }

  private final Claim.Command claim;
  private final Errand errand;
  private final Queue<Result> results;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  Task(Claim.Command claim, Errand errand, Queue<Result> results) {
    this.claim = claim;
    this.errand = errand;
    this.results = results;
  }

  Claim.Command claim() {
    return claim;
  }

  String target() {
    return claim.command().getTarget();
  }

  @Override
  public void run() {
    if (!state.compareAndSet(State.WAITING, State.IN_TURN)) {
      return;
    }
    try {
      results.add(new Result.Taken(this, errand.turn()));
    } catch (RuntimeException e) {
      results.add(new Result.Broken(this, e));
    } catch (Error e) {
      results.add(new Result.Fatal(this, e));
    }
  }

  /** Its result has been seen; it may take another turn. */
  void ready() {
    state.set(State.WAITING);
  }

  /** Begins nothing any more. Returns whether it is in a turn, whose result has not been seen. */
  boolean drop() {
    errand.abandon();
    return !state.compareAndSet(State.WAITING, State.DROPPED) && state.get() == State.IN_TURN;
  }
}
