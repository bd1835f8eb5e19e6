package io.reflexarc.bench.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A generated cluster behind the part of the Kubernetes API that informers use: lists in pages,
 * watches from a version on, 410 for what is forgotten. Resources of which there are no objects are
 * empty lists. On the loopback interface, without authentication.
 */
public final class GeneratedApi implements AutoCloseable {

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: bench
      clusters:
      - {name: bench, cluster: {server: "%s"}}
      contexts:
      - {name: bench, context: {cluster: bench, user: bench}}
      users:
      - {name: bench, user: {}}
      """;
  private static final String VERSION =
      "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.2\"}";

  private final HttpServer server;
  private final ExecutorService threads;
  private final Pages pages;
  private final Watches watches;
  private final Requests requests = new Requests();

  private GeneratedApi(GeneratedCluster cluster, HttpServer server) {
    this.server = server;
    this.pages = new Pages(cluster);
    this.watches = new Watches(cluster);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "generated-api");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to serve, on a free port.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static GeneratedApi serve(GeneratedCluster cluster) {
    try {
      InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      GeneratedApi api = new GeneratedApi(cluster, HttpServer.create(free, 0));
      api.server.setExecutor(api.threads);
      api.server.createContext("/", api::answer);
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("the generated API finds no port", e);
    }
  }

  /** What was asked of it. */
  public Requests requests() {
    return requests;
  }

  /** Writes a kubeconfig that leads here. */
  public Path writeKubeconfig(Path file) throws IOException {
    return Files.writeString(
        file, KUBECONFIG.formatted("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @Override
  public void close() {
    watches.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Query query = Query.of(exchange.getRequestURI());
      if (path.equals("/version")) {
        send(exchange, VERSION.getBytes(StandardCharsets.UTF_8));
      } else if (!query.watch()) {
        list(exchange, path, query);
      } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        watch(exchange, path, query);
      }
    }
  }

  private void list(HttpExchange exchange, String path, Query query) throws IOException {
    requests.list(System.nanoTime());
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    int count = pages.write(Resource.at(path), query, page);
    requests.listed(count, page.size());
    send(exchange, page);
  }

  private void watch(HttpExchange exchange, String path, Query query) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.flush();
    requests.watch(path, System.nanoTime());
    watches.serve(Resource.at(path), query, out);
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void send(HttpExchange exchange, ByteArrayOutputStream body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.size());
    body.writeTo(exchange.getResponseBody());
  }
}
