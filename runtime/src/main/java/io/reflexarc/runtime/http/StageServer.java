package io.reflexarc.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.reflexarc.runtime.health.Health;
import io.reflexarc.runtime.health.HealthReport;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The one port of a process: {@code /live /ready /startup} answer 200 or 503 with a JSON body that
 * names every check, {@code /metrics} is for Prometheus, {@code /} lists them.
 */
public final class StageServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final long IDLE_MILLIS = 30_000;
  private static final int MAX_THREADS = 16;
  private static final int MAX_CONNECTIONS = 256;
  private static final long STOP_MILLIS = 2_000;

  /** How long a connection that rests is waited for when it stops. */
  private static final long LAST_IDLE_MILLIS = 50;

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Javalin javalin;

  private StageServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Serves.
   *
   * @param host address to listen on
   * @param port port, 0 for any free one
   * @param moreRoutes adds the stage's own routes
   * @throws io.javalin.util.JavalinException when the port cannot be had
   */
  public static StageServer start(
      String host,
      int port,
      String stage,
      Health health,
      StageMetrics metrics,
      Consumer<RoutesConfig> moreRoutes) {
    Javalin javalin =
        Javalin.create(
            config -> {
              limit(config, stage);
              config.routes.get("/live", context -> answer(context, health.live()));
              config.routes.get("/ready", context -> answer(context, health.ready()));
              config.routes.get("/startup", context -> answer(context, health.startup()));
              config.routes.get(
                  "/metrics",
                  context -> context.contentType(PROMETHEUS_TEXT).result(metrics.scrape()));
              config.routes.get("/", context -> context.result(index(stage)));
              moreRoutes.accept(config.routes);
            });
    javalin.start(host, port);
    boundStop(javalin.jettyServer().server());
    return new StageServer(javalin);
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void limit(JavalinConfig config, String stage) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.jetty.threadPool = threads(stage);
    config.jetty.modifyServer(StageServer::boundServer);
    config.jetty.modifyHttpConfiguration(StageServer::boundRequest);
  }

  private static QueuedThreadPool threads(String stage) {
    QueuedThreadPool pool = new QueuedThreadPool(MAX_THREADS, 2, (int) IDLE_MILLIS);
    pool.setName("reflexarc-http-" + stage);
    pool.setDaemon(true);
    return pool;
  }

  /** Each connection has one request at a time, so this bounds the queue of requests too. */
  private static void boundServer(Server server) {
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setStopTimeout(STOP_MILLIS);
  }

  private static void boundStop(Server server) {
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof AbstractConnector listening) {
        listening.setShutdownIdleTimeout(LAST_IDLE_MILLIS);
      }
    }
  }

  private static void boundRequest(HttpConfiguration http) {
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setIdleTimeout(IDLE_MILLIS);
    http.setSendServerVersion(false);
  }

  private static void answer(Context context, HealthReport report) throws JsonProcessingException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", report.ok() ? "ok" : "not-ok");
    body.put("question", report.question());
    body.put("checks", report.inOrder());
    context
        .status(report.ok() ? 200 : 503)
        .contentType("application/json")
        .result(JSON.writeValueAsBytes(body));
  }

  private static String index(String stage) {
    return "Reflexarc "
        + stage
        + "\n\n/live     does every main loop turn?"
        + "\n/ready    is everything it needs there?"
        + "\n/startup  has it come up?"
        + "\n/metrics  numbers for Prometheus\n";
  }
}
