package io.reflexarc.schemas.serde;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Registers and gives back schemas, whatever the subject. */
final class MemoryRegistry implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> schemas = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();

  MemoryRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  Map<String, Object> settings() {
    return Map.of("schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The id of a schema's text, registered if need be. */
  synchronized int id(String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  List<String> schemas() {
    return schemas;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      String answer =
          exchange.getRequestMethod().equals("POST")
              ? "{\"id\":" + id(JSON.readTree(asked).get("schema").asText()) + "}"
              : schema(exchange.getRequestURI().getPath());
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.contains("error_code") ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String schema(String path) {
    long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    return id >= 1 && id <= schemas.size()
        ? JSON.createObjectNode().put("schema", schemas.get((int) id - 1)).toString()
        : "{\"error_code\":40403,\"message\":\"Schema not found\"}";
  }
}
