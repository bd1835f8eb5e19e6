package io.reflexarc.sandbox.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One stage as an operating system process of its own, that can be killed and started again. */
public final class StageProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final String mainClass;
  private final Path log;
  private final Path config;
  private final URI ready;
  private Process process;

  /**
   * Starts it.
   *
   * @param copy tells it apart from others of its kind in the same folder
   */
  public StageProcess(String stage, int copy, Map<String, String> settings, Path folder) {
    this.name = stage + "-" + copy;
    this.mainClass =
        "io.reflexarc."
            + stage
            + "."
            + Character.toUpperCase(stage.charAt(0))
            + stage.substring(1)
            + "Main";
    this.log = folder.resolve(name + ".log");
    int port = freePort();
    this.ready = URI.create("http://127.0.0.1:" + port + "/ready");
    Map<String, String> all = new TreeMap<>(settings);
    all.put("http.port", Integer.toString(port));
    if (stage.equals("decider")) {
      all.put("decider.state.dir", folder.resolve(name).toString());
    }
    this.config = write(folder.resolve(name + ".properties"), all);
    this.process = launch();
  }

  /** SIGKILL, and the same process again. */
  public void killAndRestart() {
    close();
    process = launch();
  }

  boolean isReady(HttpClient client) {
    return ready(client).isPresent();
  }

  /** What it says of being ready; empty when it is not. */
  public Optional<String> ready(HttpClient client) {
    return get(client, ready);
  }

  /** The value of a metric that has no labels but the stage's; 0 while it cannot be read. */
  public double metric(HttpClient client, String name) {
    return get(client, ready.resolve("/metrics")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf('}') + 1)))
        .findFirst()
        .orElse(0);
  }

  private static Optional<String> get(HttpClient client, URI page) {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  String name() {
    return name;
  }

  /** The end of its log, for a failed assertion. */
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return name
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return name + ": no log (" + e.getMessage() + ")";
    }
  }

  /** Asks it to end, and waits. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process launch() {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xshare:auto",
              "-Xmx300m",
              "-cp",
              System.getProperty("java.class.path"),
              mainClass,
              "--config",
              config.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not start", e);
    }
  }

  private static Path write(Path file, Map<String, String> settings) {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      return Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
