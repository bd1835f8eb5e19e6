package io.reflexarc.bench.process;

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

/** A stage as the product starts it: its own main class, its own process, its defaults. */
public final class StageJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ChildJvm process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  private StageJvm(ChildJvm process, int port) {
    this.process = process;
    this.address = "http://127.0.0.1:" + port;
  }

  /**
   * Starts one.
   *
   * @param name of its log and settings in the folder
   * @param settings what is not the product's default; it is served at a port of its own
   */
  public static StageJvm start(
      String name,
      String mainClass,
      Map<String, String> settings,
      List<String> flags,
      Path folder) {
    int port = freePort();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("http.host", "127.0.0.1");
    all.put("http.port", Integer.toString(port));
    StringBuilder text = new StringBuilder();
    all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Path config = Files.writeString(folder.resolve(name + ".properties"), text.toString());
      ChildJvm process =
          ChildJvm.start(
              name,
              flags,
              mainClass,
              List.of("--config", config.toString()),
              folder.resolve(name + ".log"));
      return new StageJvm(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process. */
  public ChildJvm process() {
    return process;
  }

  /** Its own word for it. */
  public boolean ready() {
    return get("/ready").isPresent();
  }

  /** What it says of its metrics; empty when it says nothing. */
  public Optional<String> metrics() {
    return get("/metrics");
  }

  @Override
  public void close() {
    process.close();
  }

  private Optional<String> get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
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
