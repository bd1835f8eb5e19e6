package io.reflexarc.sandbox.api.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.fault.Fault;
import io.reflexarc.sandbox.api.fault.RequestFilter;
import io.reflexarc.sandbox.api.fault.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP and WebSocket, by Javalin on Jetty: requests in, answers and streams out. */
public final class HttpFrontend implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpFrontend.class);
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.HEAD,
          HandlerType.OPTIONS);

  private final KubernetesApi api;
  private final WatchServer watches;
  private final int maxBody;
  private final Supplier<RequestFilter> filter;
  private final Javalin javalin;
  private final AtomicInteger sockets = new AtomicInteger();

  private HttpFrontend(
      KubernetesApi api,
      String host,
      int port,
      int maxBody,
      int maxWatches,
      int watchQueue,
      Supplier<RequestFilter> filter) {
    this.api = api;
    this.watches = new WatchServer(api, maxWatches, watchQueue);
    this.maxBody = maxBody;
    this.filter = filter;
    this.javalin = Javalin.create(config -> configure(config, host, port, maxWatches));
  }

  /** Listens on this address. */
  public static HttpFrontend start(
      KubernetesApi api,
      String host,
      int port,
      int maxBody,
      int maxWatches,
      int watchQueue,
      Supplier<RequestFilter> filter) {
    HttpFrontend frontend =
        new HttpFrontend(api, host, port, maxBody, maxWatches, watchQueue, filter);
    frontend.javalin.start();
    return frontend;
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Ends every open watch; clients are free to open them again. */
  public void cutWatches() {
    watches.cutAll();
  }

  /** Watches that are open. */
  public int openWatches() {
    return watches.openWatches();
  }

  /** Watchers cut off because they were too slow. */
  public long slowWatchersCutOff() {
    return watches.cutOff();
  }

  @Override
  public void close() {
    watches.stop();
    javalin.stop();
  }

  private void configure(JavalinConfig config, String host, int port, int maxWatches) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    QueuedThreadPool threads = new QueuedThreadPool(maxWatches + 64, 8);
    threads.setName("api-http");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.addConnector((server, http) -> connector(server, http, host, port));
    config.jetty.modifyServer(server -> server.setStopTimeout(2_000));
    config.jetty.modifyWebSocketServletFactory(
        factory -> factory.setIdleTimeout(Duration.ofHours(1)));
    for (HandlerType method : METHODS) {
      config.routes.addHttpHandler(method, "/*", this::handle);
    }
    config.routes.ws("/*", this::configureSocket);
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port) {
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(Duration.ofHours(1).toMillis());
    connector.setShutdownIdleTimeout(50);
    return connector;
  }

  private void handle(Context context) throws IOException {
    ApiRequest request = read(context);
    Fault fault = filter.get().decide(view(request));
    while (fault instanceof Fault.Delay delay) {
      pause(delay.by());
      fault = delay.then();
    }
    if (fault instanceof Fault.DropBefore) {
      drop(context);
    } else if (fault instanceof Fault.Refuse refusal) {
      send(context, refused(refusal));
    } else if (fault instanceof Fault.Deny) {
      send(context, api.denied(request));
    } else if (request.isWatch()) {
      stream(context, request);
    } else {
      answer(context, request, fault);
    }
  }

  private void answer(Context context, ApiRequest request, Fault fault) throws IOException {
    Answer answer =
        request.body().length > maxBody
            ? Answer.refusal(
                ApiException.of(
                    413, "RequestEntityTooLarge", "Request entity too large: limit is " + maxBody))
            : api.answer(request);
    if (fault instanceof Fault.DropAfter) {
      drop(context);
    } else if (fault instanceof Fault.FailAfter failure) {
      send(context, refused(new Fault.Refuse(failure.code(), 0)));
    } else {
      send(context, answer);
    }
  }

  private void stream(Context context, ApiRequest request) throws IOException {
    Watch watch;
    try {
      watch = watches.open(request);
    } catch (ApiException refusal) {
      send(context, Answer.refusal(refusal));
      return;
    }
    context.res().setStatus(200);
    context.res().setContentType(Answer.JSON);
    context.res().setHeader("Cache-Control", "no-cache, private");
    OutputStream out = context.res().getOutputStream();
    context.res().flushBuffer();
    watches.serve(request, watch, new StreamSink(out));
  }

  private void configureSocket(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onError(
        error -> LOG.debug("A WebSocket watch failed: {}", String.valueOf(error.error())));
  }

  private void connected(WsConnectContext context) {
    ApiRequest request = read(context);
    SocketSink sink = new SocketSink(context);
    try {
      Watch watch = watches.open(request);
      Thread server =
          new Thread(
              () -> serveSocket(request, watch, sink),
              "api-watch-socket-" + sockets.incrementAndGet());
      server.setDaemon(true);
      server.start();
    } catch (ApiException refusal) {
      sink.refuse(refusal);
    }
  }

  private void serveSocket(ApiRequest request, Watch watch, SocketSink sink) {
    try {
      watches.serve(request, watch, sink);
    } catch (IOException | RuntimeException gone) {
      LOG.debug("A WebSocket watcher went away: {}", String.valueOf(gone));
    } finally {
      sink.close();
    }
  }

  private void send(Context context, Answer answer) throws IOException {
    var response = context.res();
    response.setStatus(answer.code());
    response.setContentType(answer.contentType());
    response.setHeader("Cache-Control", "no-cache, private");
    answer.headers().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
  }

  private static Answer refused(Fault.Refuse refusal) {
    String reason =
        switch (refusal.code()) {
          case 429 -> "TooManyRequests";
          case 500 -> "InternalError";
          case 503 -> "ServiceUnavailable";
          case 504 -> "Timeout";
          default -> "";
        };
    Answer answer =
        Answer.refusal(ApiException.of(refusal.code(), reason, "a fault was injected here"));
    return refusal.retryAfterSeconds() > 0
        ? answer.with("Retry-After", List.of(Integer.toString(refusal.retryAfterSeconds())))
        : answer;
  }

  private static void drop(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private static void pause(Duration real) {
    try {
      Thread.sleep(real.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RequestView view(ApiRequest request) {
    return new RequestView(
        request.method(), request.path(), request.isWatch(), request.header("user-agent"));
  }

  private ApiRequest read(Context context) throws IOException {
    HttpServletRequest request = context.req();
    byte[] body = request.getInputStream().readNBytes(maxBody + 1);
    return new ApiRequest(
        request.getMethod(),
        request.getRequestURI(),
        ApiRequest.parseQuery(request.getQueryString()),
        headers(context.headerMap()),
        body);
  }

  private static ApiRequest read(WsConnectContext context) {
    Map<String, String> query = ApiRequest.parseQuery(context.queryString());
    String path =
        Optional.ofNullable(context.session.getUpgradeRequest().getRequestURI().getRawPath())
            .orElse("/");
    query.putIfAbsent("watch", "true");
    return new ApiRequest("GET", path, query, headers(context.headerMap()), new byte[0]);
  }

  private static Map<String, String> headers(Map<String, @Nullable String> given) {
    Map<String, String> headers = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (value != null) {
            headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
          }
        });
    return headers;
  }

  private record StreamSink(OutputStream out) implements WatchServer.Sink {

    @Override
    public void send(byte[] line) throws IOException {
      WatchServer.lineTo(out, line);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }

  private record SocketSink(WsConnectContext context) implements WatchServer.Sink {

    @Override
    public void send(byte[] line) {
      context.send(new String(line, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
      // every message is a frame of its own
    }

    @Override
    public boolean isOpen() {
      return context.session.isOpen();
    }

    void refuse(ApiException refusal) {
      var error = Json.object().put("type", "ERROR");
      error.set("object", refusal.status());
      send(Json.bytes(error));
      close();
    }

    void close() {
      context.closeSession(1000, "");
    }
  }
}
