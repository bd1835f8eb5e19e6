package io.reflexarc.runtime.lifecycle;

import io.reflexarc.runtime.config.CommonConfig;
import io.reflexarc.runtime.config.ConfigLoader;
import io.reflexarc.runtime.config.InvalidConfigException;
import io.reflexarc.runtime.config.Settings;
import io.reflexarc.runtime.logs.LogKeys;
import io.reflexarc.runtime.time.RemoteTime;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.runtime.time.TimeSources;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one stage as a process: command line, configuration, start, wait for the signal to stop,
 * stop.
 */
public final class StageMain {

  /** It was asked to stop and did. */
  public static final int STOPPED = 0;

  /** It could not start, or did not stop in time. */
  public static final int FAILED = 1;

  /** Its command line or configuration is wrong. */
  public static final int MISCONFIGURED = 2;

  private static final Logger LOG = LoggerFactory.getLogger(StageMain.class);
  private static final Duration CLOCK_TIMEOUT = Duration.ofSeconds(1);

  /** What is done with what was loaded. */
  private interface Task {
    int run(Settings settings) throws Exception;
  }

  private final String name;
  private final PrintStream err;

  private StageMain(String name, PrintStream err) {
    this.name = name;
    this.err = err;
  }

  /**
   * Runs a stage until the process is told to stop.
   *
   * @param name {@code detector}, {@code decider} or {@code actuator}
   * @param args the command line: {@code --config FILE} and {@code --set key=value}
   * @param definition every key there is
   * @return the exit code for the caller to leave with
   */
  public static int run(String name, String[] args, ConfigDef definition, StageStart start) {
    return new StageMain(name, System.err)
        .run(args, System.getenv(), definition, start, Shutdown.onSignal());
  }

  /**
   * Loads what a stage is told and does one thing with it, such as to print something.
   *
   * @param args as of {@link #run}
   * @return the exit code for the caller to leave with
   */
  public static int once(
      String name, String[] args, ConfigDef definition, Consumer<Settings> doing) {
    return new StageMain(name, System.err)
        .loaded(
            args,
            System.getenv(),
            definition,
            settings -> {
              doing.accept(settings);
              return STOPPED;
            });
  }

  static int run(
      String name,
      String[] args,
      Map<String, String> environment,
      ConfigDef definition,
      StageStart start,
      Shutdown shutdown,
      PrintStream err) {
    return new StageMain(name, err).run(args, environment, definition, start, shutdown);
  }

  private int run(
      String[] args,
      Map<String, String> environment,
      ConfigDef definition,
      StageStart start,
      Shutdown shutdown) {
    try {
      return loaded(args, environment, definition, settings -> serve(settings, start, shutdown));
    } finally {
      shutdown.ended();
    }
  }

  private int loaded(
      String[] args, Map<String, String> environment, ConfigDef definition, Task task) {
    MDC.put(LogKeys.STAGE, name);
    try {
      StageArguments arguments = StageArguments.parse(args);
      if (arguments.help()) {
        err.print(StageArguments.usage(name));
        return STOPPED;
      }
      return task.run(
          ConfigLoader.load(definition, arguments.file(), environment, arguments.overrides()));
    } catch (InvalidConfigException e) {
      err.println(name + " cannot start, its configuration is wrong:");
      e.mistakes().forEach(mistake -> err.println("  - " + mistake));
      return MISCONFIGURED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (Exception e) {
      LOG.error("{} cannot start: {}", name, e.toString(), e);
      return FAILED;
    }
  }

  private int serve(Settings settings, StageStart start, Shutdown shutdown) throws Exception {
    LOG.info("{} starts with\n{}", name, settings);
    TimeSource time = TimeSources.from(CommonConfig.of(settings), Clock.systemUTC());
    try (Stage stage = start.start(settings, time)) {
      if (time instanceof RemoteTime remote) {
        stage.health().ready("time", CLOCK_TIMEOUT, remote::check);
      }
      LOG.info("{} serves on port {}", name, stage.httpPort());
      shutdown.await();
      LOG.info("{} stops", name);
    } finally {
      if (time instanceof RemoteTime remote) {
        remote.close();
      }
    }
    LOG.info("{} stopped", name);
    return STOPPED;
  }
}
