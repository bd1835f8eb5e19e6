package io.reflexarc.runtime.health;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Runs all readiness checks side by side, each within its own time, and keeps the answers for a
 * second. A check that does not end is not started a second time.
 */
final class ReadyChecks implements AutoCloseable {

  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final int MAX_CHECKS = 32;

  private record Named(Duration timeout, ReadyCheck check) {}

  private final LongSupplier nanos;
  private final Map<String, Named> checks = new ConcurrentHashMap<>();
  private final Map<String, Future<CheckResult>> running = new HashMap<>();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, MAX_CHECKS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), ReadyChecks::thread);
  private static final AtomicInteger THREADS = new AtomicInteger();

  private Map<String, CheckResult> kept = Map.of();
  private long keptSince;
  private boolean asked;

  ReadyChecks(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void add(String name, Duration timeout, ReadyCheck check) {
    if (checks.size() >= MAX_CHECKS) {
      throw new IllegalStateException("more than " + MAX_CHECKS + " readiness checks");
    }
    checks.put(name, new Named(timeout, check));
  }

  synchronized Map<String, CheckResult> answers() {
    if (!asked || nanos.getAsLong() - keptSince >= KEPT.toNanos()) {
      kept = ask();
      keptSince = nanos.getAsLong();
      asked = true;
    }
    return kept;
  }

  private Map<String, CheckResult> ask() {
    long began = System.nanoTime();
    checks.forEach((name, named) -> running.computeIfAbsent(name, absent -> start(named)));
    Map<String, CheckResult> answers = new HashMap<>();
    checks.forEach((name, named) -> answers.put(name, await(name, named.timeout(), began)));
    return Map.copyOf(answers);
  }

  private Future<CheckResult> start(Named named) {
    try {
      return threads.submit(named.check()::check);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          CheckResult.bad("no longer asked: this process is stopping"));
    }
  }

  private CheckResult await(String name, Duration timeout, long began) {
    Future<CheckResult> answer = running.get(name);
    if (answer == null) {
      return CheckResult.bad("was not asked");
    }
    long left = Math.max(0, timeout.toNanos() - (System.nanoTime() - began));
    try {
      CheckResult result = answer.get(left, TimeUnit.NANOSECONDS);
      running.remove(name);
      return result;
    } catch (TimeoutException e) {
      answer.cancel(true);
      running.remove(name);
      return CheckResult.bad("no answer within " + DurationText.of(timeout));
    } catch (ExecutionException e) {
      running.remove(name);
      return CheckResult.bad("failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CheckResult.bad("interrupted");
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "reflexarc-ready-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
