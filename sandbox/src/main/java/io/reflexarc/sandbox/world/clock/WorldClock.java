package io.reflexarc.sandbox.world.clock;

import io.reflexarc.runtime.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one clock of a simulated world, and the one thread that changes it. Time stands still while a
 * task runs; tasks run in the order of their instants; a task that throws is logged and counted and
 * stops nothing.
 *
 * <p>Phases: <i>manual</i> until {@link #start()} (time moves only by {@link #advanceTo}, tasks run
 * on the caller's thread), <i>running</i> (paced by real time, bounded by the gate), <i>closed</i>
 * (time stands, waiters run into their real-time limit). Real time lost to a hold or to slow tasks
 * is never caught up: a slow machine has a slow world.
 */
public final class WorldClock implements TimeSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorldClock.class);
  private static final long STEP_NANOS = 2_000_000;
  private static final long LONGEST_STEP_NANOS = 25_000_000;
  private static final int BATCH = 10_000;

  private final Agenda agenda = new Agenda();
  private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicLong failures = new AtomicLong();
  private final LongSupplier nanos;
  private final Waiters waiters;
  private final GateKeeper keeper;
  private volatile Speed speed;
  private volatile Instant now;
  private volatile boolean paused;
  private volatile boolean closed;
  private volatile @Nullable Thread thread;

  private WorldClock(Instant start, Speed speed, Duration patience, LongSupplier nanos) {
    this.now = start;
    this.speed = speed;
    this.nanos = nanos;
    this.keeper = new GateKeeper(patience);
    this.waiters = new Waiters(this::instant, nanos);
  }

  /** A clock that shows {@code start} and waits a minute of real time at most at its gate. */
  public static WorldClock startingAt(Instant start, Speed speed) {
    return startingAt(start, speed, Duration.ofMinutes(1));
  }

  /** As above, with the longest real time to wait at the gate. */
  public static WorldClock startingAt(Instant start, Speed speed, Duration patience) {
    return new WorldClock(start, speed, patience, System::nanoTime);
  }

  static WorldClock startingAt(Instant start, Speed speed, Duration patience, LongSupplier nanos) {
    return new WorldClock(start, speed, patience, nanos);
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Virtual seconds in a real second; 10 000 stands for {@link Speed#max()}. */
  @Override
  public double speed() {
    return speed.nominal();
  }

  /** Virtual seconds in a real second now: 0 while a person or the gate holds the clock. */
  public double pace() {
    ClockState.Mode mode = mode();
    return mode == ClockState.Mode.RUNNING || mode == ClockState.Mode.OVERRUN ? speed() : 0;
  }

  @Override
  public boolean awaitUntil(Instant deadline, Duration atMost) throws InterruptedException {
    return waiters.await(deadline, atMost);
  }

  /** Runs {@code task} on the world's thread at {@code at}, or at once if that has passed. */
  public Scheduled schedule(Instant at, Runnable task) {
    Scheduled entry = agenda.add(at.isBefore(now) ? now : at, task);
    wake();
    return entry;
  }

  /** Runs {@code task} on the world's thread when {@code delay} has passed from now. */
  public Scheduled after(Duration delay, Runnable task) {
    return schedule(now.plus(delay), task);
  }

  /** Runs {@code task} on the world's thread each {@code period}, first after one period. */
  public Scheduled every(Duration period, Runnable task) {
    return agenda.add(now.plus(period), period, task);
  }

  /** Runs {@code task} on the world's thread at the current virtual time, as soon as it can. */
  public void execute(Runnable task) {
    inbox.add(task);
    wake();
  }

  /** Whether the caller is the world's thread. */
  public boolean isWorldThread() {
    return Thread.currentThread() == thread;
  }

  /** Bounds the clock from now on. */
  public void gate(Gate gate) {
    keeper.gate(gate);
  }

  /** Changes the speed from now on. */
  public void speed(Speed next) {
    speed = next;
    wake();
  }

  /** Stops time; tasks handed to {@link #execute} still run. */
  public void pause() {
    paused = true;
  }

  /** Lets time pass again. */
  public void resume() {
    paused = false;
    wake();
  }

  /** What the clock does right now. */
  public ClockState state() {
    return new ClockState(
        now,
        mode(),
        keeper.waitsFor(),
        keeper.waitingSince(nanos.getAsLong()),
        keeper.waited(),
        keeper.overruns(),
        failures.get());
  }

  private ClockState.Mode mode() {
    if (closed) {
      return ClockState.Mode.CLOSED;
    } else if (thread == null) {
      return ClockState.Mode.MANUAL;
    } else if (paused) {
      return ClockState.Mode.PAUSED;
    } else if (keeper.overrun()) {
      return ClockState.Mode.OVERRUN;
    }
    return keeper.holds() ? ClockState.Mode.WAITING : ClockState.Mode.RUNNING;
  }

  /** Lets time pass by itself, on a thread of its own. */
  public synchronized void start() {
    if (thread != null || closed) {
      throw new IllegalStateException("the world clock was started or closed before");
    }
    Thread world = new Thread(this::live, "world");
    world.setDaemon(true);
    thread = world;
    world.start();
  }

  /** Ends the world's thread, waiting 10 s at most for the task that runs. */
  @Override
  public void close() {
    closed = true;
    Thread world = thread;
    if (world == null || world == Thread.currentThread()) {
      return;
    }
    wake();
    try {
      world.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Moves time by hand and runs all that is due, on the caller's thread. Ignores gate and pace.
   *
   * @throws IllegalStateException when the clock runs by itself
   */
  public void advanceTo(Instant target) {
    if (thread != null) {
      throw new IllegalStateException("the world clock runs by itself");
    }
    runInbox();
    while (!runDue(target, BATCH)) {
      runInbox();
    }
    show(target);
  }

  /** Moves time by hand by {@code duration}; see {@link #advanceTo}. */
  public void advance(Duration duration) {
    advanceTo(now.plus(duration));
  }

  private void live() {
    long last = nanos.getAsLong();
    while (!closed) {
      runInbox();
      long at = nanos.getAsLong();
      long elapsed = Math.min(at - last, LONGEST_STEP_NANOS);
      last = at;
      if (paused) {
        rest(STEP_NANOS);
      } else if (speed.isMax()) {
        leap(at);
      } else {
        Instant wish = now.plus(speed.virtual(elapsed));
        Instant limit = earlier(wish, keeper.bound(wish, at));
        if (runDue(limit, BATCH)) {
          show(limit);
        }
        rest(STEP_NANOS);
      }
    }
  }

  private void leap(long at) {
    Instant event = agenda.next();
    Instant wish = earlier(event == null ? Instant.MAX : event, waiters.earliest());
    if (wish.equals(Instant.MAX)) {
      rest(STEP_NANOS);
      return;
    }
    Instant limit = earlier(wish, keeper.bound(wish, at));
    if (runDue(limit, BATCH)) {
      show(limit);
    }
    if (limit.isBefore(wish)) {
      rest(STEP_NANOS / 8);
    }
  }

  /** Runs what is due at {@code limit}; false when {@code most} tasks ran and some are left. */
  private boolean runDue(Instant limit, int most) {
    for (int ran = 0; ran < most; ran++) {
      Agenda.Entry entry = agenda.takeDue(limit);
      if (entry == null) {
        return true;
      }
      show(entry.at);
      runSafely(entry.task);
      runInbox();
    }
    return false;
  }

  private void runInbox() {
    for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
      runSafely(task);
    }
  }

  private void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | AssertionError e) {
      failures.incrementAndGet();
      LOG.error("A task of the world failed at {}", now, e);
    }
  }

  private void show(Instant next) {
    if (next.isAfter(now)) {
      now = next;
      waiters.reached(next);
    }
  }

  private void rest(long realNanos) {
    if (inbox.isEmpty()) {
      LockSupport.parkNanos(this, realNanos);
    }
  }

  private void wake() {
    Thread world = thread;
    if (world != null && world != Thread.currentThread()) {
      LockSupport.unpark(world);
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
