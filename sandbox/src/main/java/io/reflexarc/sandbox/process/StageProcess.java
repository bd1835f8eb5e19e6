package io.reflexarc.sandbox.process;

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

/** One stage as an operating system process of its own, that can be killed and started again. */
public final class StageProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int HEAP_MEGABYTES = 300;

  private final URI ready;
  private final JvmProcess jvm;

  /**
   * Starts it.
   *
   * @param stage {@code detector}, {@code decider} or {@code actuator}
   * @param copy tells it apart from others of its kind in the same folder
   * @param folder takes its settings, its log and its state
   */
  public StageProcess(String stage, int copy, Map<String, String> settings, Path folder) {
    String name = stage + "-" + copy;
    int port = freePort();
    this.ready = URI.create("http://127.0.0.1:" + port + "/ready");
    Map<String, String> all = new TreeMap<>(settings);
    all.put("http.port", Integer.toString(port));
    if (stage.equals("decider")) {
      all.put("decider.state.dir", folder.resolve(name).toString());
    }
    Path config = write(folder.resolve(name + ".properties"), all);
    this.jvm =
        new JvmProcess(
            name,
            HEAP_MEGABYTES,
            mainClass(stage),
            List.of("--config", config.toString()),
            folder.resolve(name + ".log"));
  }

  private static String mainClass(String stage) {
    return "io.reflexarc."
        + stage
        + "."
        + Character.toUpperCase(stage.charAt(0))
        + stage.substring(1)
        + "Main";
  }

  /** The process, to be killed or stopped. */
  public JvmProcess jvm() {
    return jvm;
  }

  /** SIGKILL, and the same process again. */
  public void killAndRestart() {
    jvm.kill();
    jvm.restart();
  }

  /** Whether it says that it is ready. */
  public boolean isReady(HttpClient client) {
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

  /** What it is called: its stage and its number. */
  public String name() {
    return jvm.name();
  }

  /** The end of its log, for a failed assertion. */
  public String lastWords() {
    return jvm.lastWords();
  }

  /** Asks it to end, and waits. */
  public void stop() {
    jvm.stop();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    jvm.close();
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
