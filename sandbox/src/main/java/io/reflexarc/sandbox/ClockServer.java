package io.reflexarc.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.reflexarc.sandbox.world.clock.ClockState;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells other processes the world's time: {@code GET /clock} answers {@code {"now", "speed"}}, with
 * speed 0 while the clock stands.
 */
final class ClockServer implements AutoCloseable {

  private static final String PATH = "/clock";
  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService threads;

  private ClockServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  static ClockServer start(WorldClock clock) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      ExecutorService threads =
          Executors.newFixedThreadPool(
              THREADS,
              task -> {
                Thread thread = new Thread(task, "world-clock-server");
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      server.createContext(
          PATH,
          exchange -> {
            byte[] answer = answer(clock).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      return new ClockServer(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("the world's clock cannot be served", e);
    }
  }

  URI url() {
    return URI.create(
        "http://"
            + InetAddress.getLoopbackAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + PATH);
  }

  private static String answer(WorldClock clock) {
    boolean moves =
        clock.state().mode() == ClockState.Mode.RUNNING
            || clock.state().mode() == ClockState.Mode.OVERRUN;
    return String.format(
        Locale.ROOT,
        "{\"now\":\"%s\",\"speed\":%s}",
        clock.instant(),
        moves ? Double.toString(clock.speed()) : "0");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
