package io.reflexarc.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own on this one's class path, which can be killed and started again. It ends with
 * this one.
 */
public final class JvmProcess implements AutoCloseable {

  private static final int LAST_LINES = 15;
  private static final long PATIENCE_SECONDS = 10;
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");

  private final String name;
  private final List<String> command;
  private final Path log;
  private final Thread end = new Thread(() -> process().destroyForcibly(), "end-of-a-process");
  private Process process;

  /**
   * Starts it.
   *
   * @param heapMegabytes most memory that it may fill with objects
   * @param log takes all that it writes, after what is there
   * @throws UncheckedIOException when it does not start
   */
  public JvmProcess(
      String name, int heapMegabytes, String mainClass, List<String> arguments, Path log) {
    this.name = name;
    this.log = log;
    this.command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    this.process = launch();
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Whether it runs, be it stopped. */
  public boolean alive() {
    return process().isAlive();
  }

  /** SIGKILL, and waits for its end. */
  public void kill() {
    process().destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and waits for its end; SIGKILL when it does not come. */
  public void stop() {
    process().destroy();
    awaitEnd();
    kill();
  }

  /** Starts it again when it has ended. */
  public synchronized void restart() {
    if (!process.isAlive()) {
      process = launch();
    }
  }

  /** SIGSTOP: it stands still, and knows nothing of it. */
  public void freeze() {
    signal("STOP");
  }

  /** SIGCONT: it goes on where it stood. */
  public void wake() {
    signal("CONT");
  }

  /** The end of its log, for a failure. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return name
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return name + ": no log (" + e.getMessage() + ")";
    }
  }

  /** SIGKILL, for good. */
  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      process().destroyForcibly();
    }
  }

  private synchronized Process process() {
    return process;
  }

  private void awaitEnd() {
    try {
      process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process().pid()).start();
      if (kill.waitFor() != 0 && alive()) {
        throw new IllegalStateException(name + " cannot be sent SIG" + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be sent SIG" + signal, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not start", e);
    }
  }
}
