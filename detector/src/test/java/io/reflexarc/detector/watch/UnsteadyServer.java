package io.reflexarc.detector.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An API server of a few pods that misbehaves on demand: it refuses, cuts, dribbles, restarts. What
 * it has besides pods is empty and never changes.
 */
final class UnsteadyServer implements AutoCloseable {

  private static final String PODS = "/api/v1/pods";
  private static final byte[] CUT = new byte[0];

  private final Map<String, String> pods = new ConcurrentHashMap<>();
  private final NavigableMap<Integer, byte[]> log = new ConcurrentSkipListMap<>();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<BlockingQueue<byte[]>> watches = new CopyOnWriteArrayList<>();
  private final AtomicInteger version = new AtomicInteger(100);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int port;
  private volatile HttpServer server;
  private volatile int oldest;
  private volatile @Nullable String token;

  private record Refusal(int status, String header, String value) {}

  UnsteadyServer() throws IOException {
    this.server = listen(0);
    this.port = server.getAddress().getPort();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Stores a pod without telling the watches that are open; those that come later are told. */
  void store(String name, String annotation) {
    int at = version.incrementAndGet();
    pods.put(name, pod(name, annotation, at));
    log.put(at, line("ADDED", name));
  }

  /** The line that tells of a stored pod. */
  byte[] line(String type, String name) {
    return ("{\"type\":\"" + type + "\",\"object\":" + pods.get(name) + "}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A bookmark; what comes later has later versions. */
  byte[] bookmark(int at) {
    version.accumulateAndGet(at, Math::max);
    return ("{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":"
            + "{\"resourceVersion\":\""
            + at
            + "\"}}}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Sends bytes over every open watch of pods, as they are. */
  void send(byte[] bytes) {
    watches.forEach(watch -> watch.add(bytes));
  }

  /** Ends every open watch of pods. */
  void cut() {
    send(CUT);
  }

  /** Answers a coming request for pods, list or watch, with this status. */
  void refuse(int status) {
    refusals.add(new Refusal(status, "Retry-After", "1"));
  }

  /** Takes only this token from now on. */
  void require(String wanted) {
    token = wanted;
  }

  /** Goes away, open connections and all. */
  void stop() {
    server.stop(0);
    cut();
  }

  /** Comes back at the same address; watches from before are too old. */
  void startAgain() throws IOException {
    log.clear();
    oldest = version.addAndGet(100_000);
    server = listen(port);
  }

  /** The line that tells a watch that it began too far back. */
  byte[] tooOld() {
    return ("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
            + "\"status\":\"Failure\",\"message\":\"too old resource version\",\"reason\":\"Expired\","
            + "\"code\":410}}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Requests for pods: {@code LIST} or {@code WATCH} and the version that it begins at. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The latest version. */
  int version() {
    return version.get();
  }

  int watches() {
    return watches.size();
  }

  @Override
  public void close() {
    cut();
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    listening.setExecutor(threads);
    listening.createContext("/", this::answer);
    listening.start();
    return listening;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getRawQuery());
      boolean isWatch = query.contains("watch=true");
      String sent = exchange.getRequestHeaders().getFirst("Authorization");
      if (token != null && !("Bearer " + token).equals(sent)) {
        exchange.sendResponseHeaders(401, -1);
      } else if (path.equals("/version")) {
        send(exchange, "{}");
      } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
        exchange.sendResponseHeaders(200, -1);
      } else if (path.equals(PODS)) {
        requests.add((isWatch ? "WATCH " : "LIST ") + version(query));
        Refusal refusal = refusals.poll();
        if (refusal != null) {
          exchange.getResponseHeaders().add(refusal.header(), refusal.value());
          exchange.sendResponseHeaders(refusal.status(), -1);
        } else if (isWatch) {
          watch(exchange, watches, Integer.parseInt(version(query)));
        } else {
          send(exchange, list("Pod", String.join(",", pods.values())));
        }
      } else if (isWatch) {
        watch(exchange, new CopyOnWriteArrayList<>(), Integer.MAX_VALUE);
      } else {
        send(exchange, list("Nothing", ""));
      }
    }
  }

  private void watch(HttpExchange exchange, List<BlockingQueue<byte[]>> open, int from)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    if (from < oldest) {
      lines.addAll(List.of(tooOld(), CUT));
    }
    lines.addAll(log.tailMap(from, false).values());
    OutputStream out = exchange.getResponseBody();
    out.flush();
    open.add(lines);
    try {
      HttpServer mine = server;
      while (mine == server) {
        byte[] next = lines.poll(Duration.ofMillis(100).toMillis(), TimeUnit.MILLISECONDS);
        if (next == CUT) {
          return;
        }
        if (next != null) {
          out.write(next);
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(lines);
    }
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String list(String kind, String items) {
    return "{\"kind\":\""
        + kind
        + "List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
        + version.incrementAndGet()
        + "\"},\"items\":["
        + items
        + "]}";
  }

  private static String pod(String name, String annotation, int at) {
    return "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\""
        + name
        + "\",\"namespace\":\"shop\",\"uid\":\"uid-"
        + name
        + "\",\"resourceVersion\":\""
        + at
        + "\",\"annotations\":{\"note\":\""
        + annotation
        + "\"}},\"spec\":{\"containers\":[]},\"status\":{\"phase\":\"Running\"}}";
  }

  private static String version(String query) {
    for (String parameter : query.split("&")) {
      if (parameter.startsWith("resourceVersion=")) {
        return parameter.substring(parameter.indexOf('=') + 1);
      }
    }
    return "";
  }
}
