package io.reflexarc.runtime.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Three questions about this process, with different meanings.
 *
 * <ul>
 *   <li>live: does every main loop still turn? Only a restart cures a no. Never depends on others.
 *   <li>ready: is everything it needs there right now, partitions and dependencies? A no passes by
 *       itself.
 *   <li>startup: has it come up once, state restored and first assignment received?
 * </ul>
 */
public final class Health implements AutoCloseable {

  private final LongSupplier nanos;
  private final Map<String, Heartbeat> heartbeats = new ConcurrentHashMap<>();
  private final Map<String, StartupStep> steps = new ConcurrentHashMap<>();
  private final ReadyChecks readyChecks;

  /** Health measured with the machine's monotonic clock. */
  public Health() {
    this(System::nanoTime);
  }

  Health(LongSupplier nanos) {
    this.nanos = nanos;
    this.readyChecks = new ReadyChecks(nanos);
  }

  /**
   * Adds a loop to the question of life.
   *
   * @param loop name of the loop
   * @param limit real time without a beat after which it counts as stuck
   */
  public Heartbeat heartbeat(String loop, Duration limit) {
    Heartbeat heartbeat = new Heartbeat(nanos, limit);
    heartbeats.put(loop, heartbeat);
    return heartbeat;
  }

  /**
   * Adds something that must happen once.
   *
   * @param name name of the step
   * @param waitingFor what is said until then
   */
  public StartupStep startup(String name, String waitingFor) {
    StartupStep step = new StartupStep(waitingFor);
    steps.put(name, step);
    return step;
  }

  /**
   * Adds something this process needs.
   *
   * @param name name of the check
   * @param timeout real time after which no answer counts as a no
   */
  public void ready(String name, Duration timeout, ReadyCheck check) {
    readyChecks.add(name, timeout, check);
  }

  /** Does every main loop still turn? */
  public HealthReport live() {
    return new HealthReport("live", answers(heartbeats, Heartbeat::check));
  }

  /** Is everything it needs there? Asked at most once a second; until started it is not ready. */
  public HealthReport ready() {
    Map<String, CheckResult> answers = new ConcurrentHashMap<>(readyChecks.answers());
    if (!startup().ok()) {
      answers.put("started", CheckResult.bad("has not started yet"));
    }
    return new HealthReport("ready", answers);
  }

  /** Has it come up once? */
  public HealthReport startup() {
    return new HealthReport("startup", answers(steps, StartupStep::result));
  }

  /** Ends the threads of the checks. */
  @Override
  public void close() {
    readyChecks.close();
  }

  private static <T> Map<String, CheckResult> answers(
      Map<String, T> asked, Function<T, CheckResult> question) {
    return asked.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> question.apply(entry.getValue())));
  }
}
