package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording back as the Kubernetes API that it was taken from: lists byte for byte, watches
 * line by line in the order in which the lines were received, each over its own connection. What
 * was not recorded is not served: 404.
 */
final class ReplayServer implements AutoCloseable {

  /** What was read stays: many tests play the same. */
  private static final Map<Source, List<PlayedLine>> READ = new ConcurrentHashMap<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<RecordedResource, PlayedStream> streams = new EnumMap<>(RecordedResource.class);
  private final List<PlayedLine> lines;
  private final AtomicInteger cuts = new AtomicInteger();
  private final Set<RecordedResource> watched = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private record Source(RecordedFiles files, RecordedResource resource) {}

  /** What is done after each line that was told: wait for it to arrive, cut a watch. */
  interface AfterLine {
    void told(int index, PlayedLine line) throws Exception;
  }

  /**
   * @param unserved what it answers 404 for although it was recorded
   */
  ReplayServer(RecordedFiles files, Set<RecordedResource> unserved) throws IOException {
    List<PlayedLine> all = new ArrayList<>();
    for (RecordedResource resource : RecordedResource.values()) {
      if (files.has(resource.list()) && !unserved.contains(resource)) {
        streams.put(resource, new PlayedStream(files.bytes(resource.list())));
        all.addAll(READ.computeIfAbsent(new Source(files, resource), ReplayServer::linesOf));
      }
    }
    all.sort(Comparator.comparing(PlayedLine::at));
    this.lines = List.copyOf(all);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Writes the kubeconfig that leads here. */
  Path writeKubeconfig(Path file) throws IOException {
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: replay
        clusters: [{name: replay, cluster: {server: "http://127.0.0.1:%s"}}]
        contexts: [{name: replay, context: {cluster: replay, user: replay}}]
        users: [{name: replay, user: {}}]
        """
            .formatted(server.getAddress().getPort()));
  }

  /** How many lines there are to tell. */
  int lines() {
    return lines.size();
  }

  /** Tells all lines, each at its time. */
  void play(PlayedTime time, AfterLine after) throws Exception {
    for (int index = 0; index < lines.size(); index++) {
      PlayedLine line = lines.get(index);
      time.reach(line.at());
      Objects.requireNonNull(streams.get(line.resource())).tell(line);
      after.told(index, line);
    }
  }

  /** Ends every watch that is open now. */
  void cut() {
    watched.clear();
    cuts.incrementAndGet();
  }

  /** Counts watches anew: those that are open belong to somebody else. */
  void forgetWatches() {
    watched.clear();
  }

  /** How many resources are watched since the last cut, or the last call to forget them. */
  int watched() {
    return watched.size();
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
  }

  private static List<PlayedLine> linesOf(Source source) {
    RecordedResource resource = source.resource();
    List<PlayedLine> lines = new ArrayList<>();
    for (String text : source.files().lines(resource.lines())) {
      JsonNode line = RecordedFiles.tree(text);
      JsonNode object = line.get("event").get("object");
      boolean bookmark = line.get("event").get("type").asText().equals("BOOKMARK");
      lines.add(
          new PlayedLine(
              resource,
              Instant.parse(line.get("at").asText()),
              event(text),
              object.get("metadata").get("resourceVersion").asLong(),
              !bookmark && resource.view(object) != null));
    }
    return lines;
  }

  /** What stands behind "event", to the last brace but one: as the server sent it. */
  private static String event(String line) {
    int start = line.indexOf('{', line.indexOf("\"event\""));
    return line.substring(start, line.lastIndexOf('}'));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      RecordedResource resource = resourceAt(exchange.getRequestURI().getPath());
      PlayedStream stream = resource == null ? null : streams.get(resource);
      if (resource == null || stream == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if ("1".equals(query.get("limit"))) {
        exchange.sendResponseHeaders(200, -1);
      } else if (!query.containsKey("watch")) {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        byte[] list = stream.list();
        exchange.sendResponseHeaders(200, list.length);
        exchange.getResponseBody().write(list);
      } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        watch(
            exchange, resource, stream, Long.parseLong(query.getOrDefault("resourceVersion", "0")));
      }
    }
  }

  private void watch(
      HttpExchange exchange, RecordedResource resource, PlayedStream stream, long version)
      throws IOException {
    int cut = cuts.get();
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    int index = stream.after(version);
    watched.add(resource);
    try {
      out.flush();
      while (!closed && cut == cuts.get()) {
        for (PlayedLine line : stream.from(index)) {
          out.write(line.event().getBytes(StandardCharsets.UTF_8));
          out.write('\n');
          index++;
        }
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable RecordedResource resourceAt(String path) {
    return Arrays.stream(RecordedResource.values())
        .filter(it -> it.path().equals(path))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, String> query(String raw) {
    return raw == null
        ? Map.of()
        : Arrays.stream(raw.split("&"))
            .map(it -> it.split("=", 2))
            .collect(
                Collectors.toMap(
                    it -> it[0],
                    it -> it.length < 2 ? "" : URLDecoder.decode(it[1], StandardCharsets.UTF_8),
                    (first, second) -> second));
  }
}
