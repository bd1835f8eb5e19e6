package io.reflexarc.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, on this one's class path; it ends with this one. */
public final class ChildJvm implements AutoCloseable {

  private static final int LAST_WORDS = 12;
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path log;
  private final long startedAt;
  private final Thread end;

  private ChildJvm(String name, Process process, Path log, long startedAt) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.startedAt = startedAt;
    this.end = new Thread(process::destroyForcibly, "end-" + name);
    Runtime.getRuntime().addShutdownHook(end);
  }

  /**
   * Starts one.
   *
   * @param flags of the JVM
   * @param log takes what it writes on standard error
   * @throws UncheckedIOException when it does not start
   */
  public static ChildJvm start(
      String name, List<String> flags, String mainClass, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(tool("java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    try {
      long startedAt = System.nanoTime();
      Process process =
          new ProcessBuilder(command).redirectError(Redirect.appendTo(log.toFile())).start();
      return new ChildJvm(name, process, log, startedAt);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not start", e);
    }
  }

  static Path tool(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool);
  }

  public long pid() {
    return process.pid();
  }

  /** When it was started, of {@code System.nanoTime}. */
  public long startedAt() {
    return startedAt;
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Processor time that it has used; zero where the system does not tell. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What it writes on standard output. */
  public InputStream output() {
    return process.getInputStream();
  }

  /**
   * Tells it a line on its standard input.
   *
   * @throws UncheckedIOException when it has ended
   */
  public void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of its log, for a failure. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return name
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    } catch (IOException e) {
      return name + ": no log (" + e.getMessage() + ")";
    }
  }

  /** SIGKILL: it gets no word out any more. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Asks it to end, and ends it when it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      process.destroyForcibly();
    }
  }
}
