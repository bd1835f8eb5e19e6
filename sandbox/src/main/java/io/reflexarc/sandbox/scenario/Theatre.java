package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Addresses;
import io.reflexarc.sandbox.Cast;
import io.reflexarc.sandbox.LocalStages;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.StartSteps;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Everything one story needs in one process: sandbox, the three stages, the gate that keeps the
 * world behind them, and the run itself.
 *
 * <p>Phases: Kafka and the story's first workloads start side by side; then the stages; the story
 * waits until the ticks of every partition come back through the decider. A failure in any closes
 * what runs already, the last first.
 */
public final class Theatre implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration NAP = Duration.ofMillis(40);

  private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
  private final ScenarioFolder folder;
  private final Audience audience;
  private final RealTime real;
  private final Sandbox sandbox;

  private Theatre(ScenarioFolder folder, Audience audience, RealTime real, Sandbox sandbox) {
    this.folder = folder;
    this.audience = audience;
    this.real = real;
    this.sandbox = sandbox;
    opened.push(sandbox);
  }

  /**
   * Starts a sandbox of as many machines as a story needs and plays its overture.
   *
   * @param audience is told of each part that is up
   * @param real the watch that real times are read from
   */
  public static Theatre open(
      ScenarioFolder folder, SandboxOptions options, Audience audience, RealTime real) {
    Overture overture = new Overture(folder, real);
    Sandbox sandbox =
        Sandbox.start(
            options.withNodes(folder.scenario().nodes()),
            new StartSteps() {
              @Override
              public void done(String name) {
                audience.step(name, real.elapsed());
              }

              @Override
              public void clusterIsUp(World world, URI api) {
                overture.play(world, api);
                done("workloads are ready");
              }
            });
    return new Theatre(folder, audience, real, sandbox);
  }

  /** The world it plays in. */
  public Sandbox sandbox() {
    return sandbox;
  }

  /**
   * Starts the stages in this process and plays the story to its end.
   *
   * @param files where the stages keep their state
   */
  public Playback play(java.nio.file.Path files) throws InterruptedException {
    StageSettings settings = new StageSettings(sandbox.addresses());
    return play(() -> LocalStages.start(settings, sandbox.clock(), files));
  }

  /**
   * Plays the story to its end with stages that run somewhere.
   *
   * @param start starts them; they are closed with this theatre
   */
  public Playback play(Supplier<? extends Cast> start) throws InterruptedException {
    CompletableFuture<Cast> starting = new CompletableFuture<>();
    beside("stages-start")
        .execute(
            () -> {
              try {
                starting.complete(start.get());
              } catch (RuntimeException e) {
                starting.completeExceptionally(e);
              }
            });
    ObserverGate gate = gate();
    ScenarioRun run = new ScenarioRun(folder, sandbox, gate, audience, real);
    Cast stages = started(starting);
    opened.push(stages);
    done("detector, decider and actuator are up");
    awaitClosedLoop(gate, stages);
    done("the loop is closed: ticks come back through the decider");
    return run.play();
  }

  /** Lets the world go on by itself after its story. */
  public void goOn() {
    sandbox.clock().gate(io.reflexarc.sandbox.world.clock.Gate.OPEN);
  }

  /** Closes the last first; may be called by several threads, each part is closed once. */
  @Override
  public void close() {
    RuntimeException first = null;
    for (AutoCloseable last = opened.poll(); last != null; last = opened.poll()) {
      try {
        last.close();
      } catch (Exception e) {
        first = first == null ? new IllegalStateException("not closed in order", e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private ObserverGate gate() {
    Addresses at = sandbox.addresses();
    ObserverGate gate =
        new ObserverGate(
            at.bootstrapServers(),
            at.registry(),
            new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.HEALTH_EVENTS),
            StageSettings.DECIDER_GROUP,
            StageSettings.SLACK);
    opened.push(gate);
    return gate;
  }

  private void awaitClosedLoop(ObserverGate gate, Cast stages) throws InterruptedException {
    Duration began = real.elapsed();
    while (!gate.closedLoop() || !stages.ready()) {
      if (real.elapsed().minus(began).compareTo(PATIENCE) > 0) {
        throw new ScenarioException(
            "the stages are not ready after " + PATIENCE.toSeconds() + " s: " + stages.troubles(),
            null);
      }
      sandbox.clock().awaitUntil(Instant.MAX, NAP);
    }
  }

  private void done(String name) {
    audience.step(name, real.elapsed());
  }

  private static Cast started(CompletableFuture<Cast> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ScenarioException(String.valueOf(cause.getMessage()), cause);
    }
  }

  private static Executor beside(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.start();
    };
  }
}
