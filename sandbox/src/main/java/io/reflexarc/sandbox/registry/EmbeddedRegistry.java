package io.reflexarc.sandbox.registry;

import io.javalin.Javalin;
import java.net.InetAddress;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A light schema registry on the loopback interface that speaks the part of Confluent's REST that
 * clients use. Schemas live in a compacted topic, {@code reflexarc.sandbox-schemas}, so they last
 * as long as the broker's data do, and ids never change.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final int MOST_THREADS = 12;

  private final RegistryLog log;
  private final Javalin server;

  private EmbeddedRegistry(RegistryLog log, Javalin server) {
    this.log = log;
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param bootstrapServers the cluster that keeps its schemas
   * @param port where it listens; 0 for a free one
   * @throws IllegalStateException when Kafka cannot be reached
   */
  public static EmbeddedRegistry start(String bootstrapServers, int port) {
    return start(new TopicLog(bootstrapServers, TopicLog.TOPIC), port);
  }

  static EmbeddedRegistry start(RegistryLog log, int port) {
    try {
      return new EmbeddedRegistry(log, server(new RegistryRoutes(new SchemaStore(log)), port));
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private static Javalin server(RegistryRoutes routes, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2);
    threads.setName("schema-registry");
    threads.setDaemon(true);
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.threadPool = threads;
              config.http.maxRequestSize = RegistryRoutes.LONGEST_REQUEST;
              config.http.defaultContentType = RegistryRoutes.MEDIA_TYPE;
              config.http.prefer405over404 = true;
              routes.addTo(config.routes);
            });
    return server.start(InetAddress.getLoopbackAddress().getHostAddress(), port);
  }

  /** What clients set as {@code schema.registry.url}. */
  public String url() {
    return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.port();
  }

  /** Stops listening, then lets go of the topic. */
  @Override
  public void close() {
    server.stop();
    log.close();
  }
}
