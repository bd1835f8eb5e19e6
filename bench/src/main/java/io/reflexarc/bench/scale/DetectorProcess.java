package io.reflexarc.bench.scale;

import io.reflexarc.bench.process.ChildJvm;
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

/** The detector as the product starts it: its own main class, its own process, its defaults. */
final class DetectorProcess implements Follower {

  private static final String MAIN = "io.reflexarc.detector.DetectorMain";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String INBOX = "reflexarc_detector_inbox";

  private final ChildJvm process;
  private final FactArrivals arrivals;
  private final Stamps stamps;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  private DetectorProcess(ChildJvm process, FactArrivals arrivals, Stamps stamps, int port) {
    this.process = process;
    this.arrivals = arrivals;
    this.stamps = stamps;
    this.address = "http://127.0.0.1:" + port;
  }

  static DetectorProcess start(
      Map<String, String> wire, Path kubeconfig, List<String> flags, Path folder) {
    int port = freePort();
    Map<String, String> settings = new TreeMap<>(wire);
    settings.put("cluster.name", "bench");
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(port));
    settings.put("kubernetes.kubeconfig", kubeconfig.toString());
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Stamps stamps = new Stamps(FactArrivals.TOLD);
    try {
      Path config = Files.writeString(folder.resolve("detector.properties"), text.toString());
      FactArrivals arrivals = FactArrivals.start(wire, stamps);
      ChildJvm process =
          ChildJvm.start(
              "detector",
              flags,
              MAIN,
              List.of("--config", config.toString()),
              folder.resolve("detector.log"));
      return new DetectorProcess(process, arrivals, stamps, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "detector";
  }

  @Override
  public ChildJvm process() {
    return process;
  }

  @Override
  public Stamps stamps() {
    return stamps;
  }

  /** Its own word for it, and an empty inbox. */
  @Override
  public boolean ready() {
    return get("/ready").filter(it -> it.statusCode() == 200).isPresent()
        && get("/metrics").filter(it -> inboxIsEmpty(it.body())).isPresent();
  }

  @Override
  public void close() {
    process.close();
    arrivals.close();
  }

  private static boolean inboxIsEmpty(String metrics) {
    return metrics.lines().anyMatch(line -> line.startsWith(INBOX) && line.endsWith(" 0.0"));
  }

  private Optional<HttpResponse<String>> get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
      return Optional.of(client.send(request, BodyHandlers.ofString()));
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
