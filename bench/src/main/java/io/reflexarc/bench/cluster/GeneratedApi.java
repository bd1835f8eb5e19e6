package io.reflexarc.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A generated cluster behind the part of the Kubernetes API that informers use: lists in pages,
 * watches from a version on over WebSockets, as a real server tells them, 410 for what is
 * forgotten. Resources of which there are no objects are empty lists. On the loopback interface,
 * without authentication.
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
  private static final int BACKLOG = 50;
  private static final String VERSION =
      "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.2\"}";

  private static final Logger LOG = LoggerFactory.getLogger(GeneratedApi.class);

  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Pages pages;
  private final Watches watches;
  private final Requests requests = new Requests();

  private GeneratedApi(GeneratedCluster cluster, ServerSocket socket) {
    this.socket = socket;
    this.pages = new Pages(cluster);
    this.watches = new Watches(cluster);
  }

  /**
   * Starts to serve, on a free port.
   *
   * @throws UncheckedIOException when no port can be had
   */
  public static GeneratedApi serve(GeneratedCluster cluster) {
    try {
      ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      GeneratedApi api = new GeneratedApi(cluster, socket);
      thread(api::accept);
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
        file, KUBECONFIG.formatted("http://127.0.0.1:" + socket.getLocalPort()));
  }

  @Override
  public void close() {
    watches.close();
    quietly(socket);
    open.forEach(GeneratedApi::quietly);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        thread(() -> serve(client));
      } catch (IOException e) {
        LOG.debug("no more clients: {}", e.toString());
      }
    }
  }

  private void serve(Socket client) {
    try (Conversation conversation = new Conversation(client)) {
      Optional<Asked> asked = conversation.next();
      while (asked.isPresent()) {
        answer(asked.get(), conversation);
        asked = conversation.next();
      }
    } catch (IOException e) {
      LOG.debug("a client is gone: {}", e.toString());
    } finally {
      open.remove(client);
    }
  }

  private void answer(Asked asked, Conversation conversation) throws IOException {
    Query query = Query.of(asked.uri());
    Optional<String> key = asked.webSocketKey();
    if (key.isPresent()) {
      watch(asked.path(), query, conversation.upgrade(key.get()));
      conversation.close();
    } else if (asked.path().equals("/version")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(VERSION.getBytes(StandardCharsets.UTF_8));
      conversation.answer(body);
    } else {
      list(asked.path(), query, conversation);
    }
  }

  private void list(String path, Query query, Conversation conversation) throws IOException {
    requests.list(System.nanoTime());
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    int count = pages.write(Resource.at(path), query, page);
    requests.listed(count, page.size());
    conversation.answer(page);
  }

  private void watch(String path, Query query, WebSocket client) throws IOException {
    requests.watch(path, System.nanoTime());
    watches.serve(Resource.at(path), query, client);
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "generated-api");
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.debug("did not close in order: {}", e.toString());
    }
  }
}
