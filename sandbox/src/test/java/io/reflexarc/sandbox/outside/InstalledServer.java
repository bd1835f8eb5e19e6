package io.reflexarc.sandbox.outside;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A server that is installed on this machine, run as a process on a port of its own choice. */
final class InstalledServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern LISTENS = Pattern.compile("Listening on\"? .*address=\\S*:(\\d+)");

  private final Process process;
  private final Path log;
  private final int port;

  private InstalledServer(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.port =
        Awaitility.await(log.getFileName() + " names its port")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(this::listening, Optional::isPresent)
            .orElseThrow();
  }

  /** Where a program of one of these names is; empty when there is none. */
  static Optional<Path> find(String... names) {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
    for (String folder : Pattern.compile(File.pathSeparator).split(path)) {
      for (String name : names) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Starts it; waits until it listens.
   *
   * @param arguments one of them asks for port 0
   */
  static InstalledServer start(Path program, Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return new InstalledServer(process, log);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Its address, such as {@code 127.0.0.1:9090}. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** What it said so far. */
  String said() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Optional<Integer> listening() {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended: " + said());
    }
    Matcher matcher = LISTENS.matcher(said());
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
