package io.reflexarc.sandbox.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One stage as an operating system process of its own, that can be killed and started again. */
final class StageProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final String mainClass;
  private final Path log;
  private final Path config;
  private final URI ready;
  private Process process;

  StageProcess(String stage, int copy, Map<String, String> settings, Path folder) {
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
  void killAndRestart() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = launch();
  }

  boolean isReady(HttpClient client) {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String name() {
    return name;
  }

  /** The end of its log, for a failed assertion. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return name
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return name + ": no log (" + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
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
