package io.reflexarc.actuator;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.claim.Claim;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Turn;
import io.reflexarc.actuator.errand.Workshop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on claimed commands: one after the other for each target, in the order they came, and
 * several targets side by side. A command that waits, for an answer's retry or for pods to become
 * ready, occupies no thread. All methods are for the spine's thread; only turns run on others.
 */
final class Crew implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

  /** A command that has its outcome. */
  record Ended(Claim.Command claim, Report report) {}

  private final Workshop workshop;
  private final int capacity;
  private final ScheduledThreadPoolExecutor threads;
  private final LinkedBlockingQueue<Task.Result> results = new LinkedBlockingQueue<>();
  private final Map<String, Deque<Claim.Command>> waiting = new HashMap<>();
  private final Map<String, Task> active = new HashMap<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * @param parallelism turns that run at the same moment
   * @param capacity commands in hand from which on it counts as full
   */
  Crew(Workshop workshop, int parallelism, int capacity) {
    this.workshop = workshop;
    this.capacity = capacity;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ScheduledThreadPoolExecutor(
            parallelism,
            run -> new Thread(run, "reflexarc-actuator-worker-" + number.incrementAndGet()));
    threads.setRemoveOnCancelPolicy(true);
  }

  /** Commands in hand. From any thread. */
  int size() {
    return size.get();
  }

  boolean full() {
    return size.get() >= capacity;
  }

  /** Takes a command on, after those for the same target. */
  void take(Claim.Command claim) {
    size.incrementAndGet();
    String target = claim.command().getTarget();
    if (active.containsKey(target)) {
      waiting.computeIfAbsent(target, absent -> new ArrayDeque<>()).add(claim);
    } else {
      begin(claim);
    }
  }

  /** Those that have ended since the last call; each makes room for the next of its target. */
  List<Ended> ended() {
    List<Ended> ended = new ArrayList<>();
    for (Task.Result result = results.poll(); result != null; result = results.poll()) {
      see(result, ended);
    }
    return ended;
  }

  /**
   * Gives partitions up: what has not begun is dropped, a turn that is under way is waited for.
   *
   * @param patience for all of them, real time; zero to wait for none
   * @return those that have ended, also of other partitions
   */
  List<Ended> release(Set<TopicPartition> partitions, Duration patience) {
    List<Ended> ended = ended();
    waiting.values().forEach(queue -> dropWaiting(queue, partitions));
    waiting.values().removeIf(Deque::isEmpty);
    Set<Task> inTurn = new HashSet<>();
    for (Iterator<Task> tasks = active.values().iterator(); tasks.hasNext(); ) {
      Task task = tasks.next();
      if (partitions.contains(task.claim().partition())) {
        tasks.remove();
        size.decrementAndGet();
        if (task.drop()) {
          inTurn.add(task);
        }
      }
    }
    await(inTurn, patience, ended);
    return ended;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        LOG.warn("turns that are under way did not end within a second");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dropWaiting(Deque<Claim.Command> queue, Set<TopicPartition> partitions) {
    int before = queue.size();
    queue.removeIf(claim -> partitions.contains(claim.partition()));
    size.addAndGet(queue.size() - before);
  }

  private void await(Set<Task> inTurn, Duration patience, List<Ended> ended) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!inTurn.isEmpty()) {
        Task.Result result =
            results.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (result == null) {
          LOG.warn("{} turns under way are left behind; their marks will tell", inTurn.size());
          return;
        }
        if (!inTurn.remove(result.task())) {
          see(result, ended);
        } else if (result instanceof Task.Result.Taken taken
            && taken.turn() instanceof Turn.Done done) {
          ended.add(new Ended(taken.task().claim(), done.report()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void see(Task.Result result, List<Ended> ended) {
    Task task = result.task();
    if (active.get(task.target()) != task) {
      return;
    }
    if (result instanceof Task.Result.Fatal fatal) {
      throw fatal.cause();
    }
    if (result instanceof Task.Result.Broken broken) {
      LOG.error("action {} broke", task.claim().command().getAction(), broken.cause());
      end(task, broken(task.claim(), broken.cause()), ended);
      return;
    }
    Turn turn = ((Task.Result.Taken) result).turn();
    if (turn instanceof Turn.Done done) {
      end(task, done.report(), ended);
    } else if (turn instanceof Turn.Again again) {
      task.ready();
      threads.schedule(task, again.delay().toNanos(), TimeUnit.NANOSECONDS);
    } else {
      remove(task);
    }
  }

  private void end(Task task, Report report, List<Ended> ended) {
    ended.add(new Ended(task.claim(), report));
    remove(task);
  }

  private void remove(Task task) {
    active.remove(task.target());
    size.decrementAndGet();
    Deque<Claim.Command> queue = waiting.get(task.target());
    if (queue != null) {
      begin(queue.remove());
      if (queue.isEmpty()) {
        waiting.remove(task.target());
      }
    }
  }

  private void begin(Claim.Command claim) {
    Task task = new Task(claim, workshop.errand(claim.command()), results);
    active.put(task.target(), task);
    threads.execute(task);
  }

  private Report broken(Claim.Command claim, RuntimeException cause) {
    return new Report(
        claim.command(),
        new Outcome.PermanentFailure("a fault in the actuator itself: " + cause),
        Change.NONE,
        workshop.time().instant(),
        1);
  }
}
