package io.reflexarc.sandbox;

import io.reflexarc.actuator.Actuator;
import io.reflexarc.actuator.ActuatorConfig;
import io.reflexarc.decider.Decider;
import io.reflexarc.decider.DeciderConfig;
import io.reflexarc.detector.Detector;
import io.reflexarc.detector.DetectorConfig;
import io.reflexarc.runtime.lifecycle.Stage;
import io.reflexarc.runtime.time.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The three real stages in this process, started at once. */
public final class LocalStages implements Cast {

  private static final Logger LOG = LoggerFactory.getLogger(LocalStages.class);

  private final List<Stage> stages;

  private LocalStages(List<Stage> stages) {
    this.stages = stages;
  }

  /**
   * Starts them.
   *
   * @param settings how they find the sandbox
   * @param time the world's clock
   * @param folder where the decider keeps its state
   * @throws IllegalStateException when one does not start; the others are closed then
   */
  public static LocalStages start(
      StageSettings settings, TimeSource time, java.nio.file.Path folder) {
    Map<String, String> decider = new TreeMap<>(settings.decider());
    decider.put(DeciderConfig.STATE_DIR, folder.resolve("decider").toString());
    Map<String, String> actuator = new TreeMap<>(settings.actuator());
    actuator.put(ActuatorConfig.INSTANCE, "actuator");
    return new LocalStages(
        startAll(
            List.of(
                () -> Decider.start(DeciderConfig.of(decider), time),
                () -> Detector.start(DetectorConfig.of(settings.detector()), time),
                () -> Actuator.start(ActuatorConfig.of(actuator), time))));
  }

  /** Those that run. */
  public List<Stage> all() {
    return List.copyOf(stages);
  }

  @Override
  public boolean ready() {
    return stages.stream().allMatch(stage -> stage.health().ready().ok());
  }

  @Override
  public String troubles() {
    StringBuilder text = new StringBuilder();
    for (Stage stage : stages) {
      stage
          .health()
          .ready()
          .inOrder()
          .forEach(
              (check, result) -> {
                if (!result.ok()) {
                  text.append(stage.name()).append(' ').append(check).append(": ");
                  text.append(result.detail()).append("; ");
                }
              });
    }
    return text.length() == 0 ? "each says it is, but no ticks come back" : text.toString();
  }

  @Override
  public void close() {
    ExecutorService threads = threads(stages.size());
    try {
      CompletableFuture.allOf(
              stages.stream()
                  .map(stage -> CompletableFuture.runAsync(() -> closeQuietly(stage), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  private static List<Stage> startAll(List<Callable<Stage>> starts) {
    ExecutorService threads = threads(starts.size());
    List<CompletableFuture<Stage>> started =
        starts.stream()
            .map(start -> CompletableFuture.supplyAsync(() -> call(start), threads))
            .toList();
    try {
      return started.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      for (CompletableFuture<Stage> one : started) {
        one.handle((stage, failure) -> stage).thenAccept(LocalStages::closeQuietly).join();
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("a stage did not start: " + cause.getMessage(), cause);
    } finally {
      threads.shutdown();
    }
  }

  private static Stage call(Callable<Stage> start) {
    try {
      return start.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable Stage stage) {
    if (stage == null) {
      return;
    }
    try {
      stage.close();
    } catch (RuntimeException e) {
      LOG.warn("{} did not close in order: {}", stage.name(), e.toString(), e);
    }
  }

  private static ExecutorService threads(int count) {
    return Executors.newFixedThreadPool(
        Math.max(1, count),
        task -> {
          Thread thread = new Thread(task, "stage-life");
          thread.setDaemon(true);
          return thread;
        });
  }
}
