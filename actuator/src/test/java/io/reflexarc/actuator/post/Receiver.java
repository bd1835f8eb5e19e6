package io.reflexarc.actuator.post;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Somebody on this machine who is told, and answers as ordered. */
public final class Receiver implements AutoCloseable {

  /** What came in. */
  public record Message(String path, Headers headers, String body) {

    public String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  /** What goes out. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>(new ArrayDeque<>());
  private final CountDownLatch silence = new CountDownLatch(1);
  private volatile boolean silent;

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          messages.add(
              new Message(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
          hold();
          Answer answer = answers.isEmpty() ? new Answer(200, Map.of(), "ok") : answers.remove();
          answer.headers().forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Message> messages() {
    return List.copyOf(messages);
  }

  public void answer(int status, String body) {
    answers.add(new Answer(status, Map.of(), body));
  }

  public void answer(Answer answer) {
    answers.add(answer);
  }

  /** From now on no answer is given. */
  public void fallSilent() {
    silent = true;
  }

  private void hold() {
    try {
      if (silent) {
        silence.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
  }
}
