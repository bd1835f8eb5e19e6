package io.reflexarc.actuator.errand;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs actors one at a time, each until it pauses, in an order that a seed decides: threads without
 * a race. An actor may be killed at a pause; it then never runs again.
 */
final class Interleaving {

  /** Ends a killed actor; nothing catches it on the way. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private final Random random;
  private final List<Actor> actors = new ArrayList<>();
  private final Semaphore turnEnded = new Semaphore(0);

  Interleaving(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  /** Adds an actor, also while others run. */
  Actor add(String name, Runnable life) {
    Actor actor = new Actor(name, life);
    actors.add(actor);
    return actor;
  }

  /** Gives turns until every actor has ended. */
  void run() throws InterruptedException {
    for (List<Actor> alive = alive(); !alive.isEmpty(); alive = alive()) {
      alive.get(random.nextInt(alive.size())).turn();
    }
    for (Actor actor : actors) {
      if (actor.failure != null) {
        throw new AssertionError(actor.name + " failed", actor.failure);
      }
    }
  }

  private List<Actor> alive() {
    return actors.stream().filter(actor -> !actor.ended).toList();
  }

  /** One who takes turns. */
  final class Actor {

    private final String name;
    private final Thread thread;
    private final Semaphore mayRun = new Semaphore(0);
    private volatile boolean ended;
    private volatile boolean killed;
    private volatile @Nullable Throwable failure;

    private Actor(String name, Runnable life) {
      this.name = name;
      this.thread = new Thread(() -> live(life), name);
      thread.setDaemon(true);
      thread.start();
    }

    /** From its next turn on it is dead. */
    void kill() {
      killed = true;
    }

    /** Called by the actor itself: lets others run. */
    void pause() {
      turnEnded.release();
      mayRun.acquireUninterruptibly();
      if (killed) {
        throw new Killed();
      }
    }

    private void turn() throws InterruptedException {
      mayRun.release();
      turnEnded.acquire();
    }

    private void live(Runnable life) {
      mayRun.acquireUninterruptibly();
      try {
        if (!killed) {
          life.run();
        }
      } catch (Killed e) {
        // As intended: no word is left behind.
      } catch (Throwable e) {
        failure = e;
      } finally {
        ended = true;
        turnEnded.release();
      }
    }
  }
}
