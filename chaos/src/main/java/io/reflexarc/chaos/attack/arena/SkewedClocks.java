package io.reflexarc.chaos.attack.arena;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A clock of its own for every process: the world's, or one that goes wrong. */
final class SkewedClocks implements AutoCloseable {

  private static final String PATH = "/time/";

  private final Map<String, Duration> skews = new ConcurrentHashMap<>();
  private final WorldClock world;
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "skewed-clocks");
            thread.setDaemon(true);
            return thread;
          });

  SkewedClocks(WorldClock world) {
    this.world = world;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the clocks", e);
    }
    server.createContext(PATH, this::tell);
    server.setExecutor(threads);
    server.start();
  }

  /** The {@code time.url} of a process. */
  URI url(String process) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH + process);
  }

  /** That process's clock is so far ahead from now on; behind when negative. */
  void skew(String process, Duration by) {
    skews.put(process, by);
  }

  private void tell(HttpExchange exchange) throws IOException {
    String process = exchange.getRequestURI().getPath().substring(PATH.length());
    long millis = world.instant().plus(skews.getOrDefault(process, Duration.ZERO)).toEpochMilli();
    byte[] answer =
        ("{\"now\": " + millis + ", \"speed\": " + world.pace() + "}")
            .getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
