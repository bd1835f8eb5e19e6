package io.reflexarc.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Watches: those of pods tell what changes; those of all else stay silent until they expire. */
final class Watches implements AutoCloseable {

  private static final String GONE =
      "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
          + "\"status\":\"Failure\",\"message\":\"too old resource version\","
          + "\"reason\":\"Expired\",\"code\":410}}";
  private static final byte[] MODIFIED =
      "{\"type\":\"MODIFIED\",\"object\":".getBytes(StandardCharsets.UTF_8);
  private static final int SECONDS = 600;
  private static final long TURN_MILLIS = 500;

  private final GeneratedCluster cluster;
  private final PodLives lives;
  private volatile boolean closed;

  Watches(GeneratedCluster cluster) {
    this.cluster = cluster;
    this.lives = cluster.lives();
  }

  /** Tells until it is told to end, the client is gone, or its version is forgotten. */
  void serve(Optional<Resource> resource, Query query, WebSocket client) throws IOException {
    int generation = lives.generation();
    long from = query.longNumber("resourceVersion", lives.version());
    long end =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(query.number("timeoutSeconds", SECONDS));
    try {
      boolean known =
          lives.remembers(from)
              && tell(resource.equals(Optional.of(Resource.PODS)), from, generation, end, client);
      if (!known || generation != lives.generation()) {
        client.tell(message(GONE));
      }
      client.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /**
   * Tells what changes.
   *
   * @return whether everything was still known when its turn came
   */
  private boolean tell(boolean pods, long from, int generation, long end, WebSocket client)
      throws IOException, InterruptedException {
    long told = from;
    while (!closed
        && !client.ended()
        && generation == lives.generation()
        && System.nanoTime() - end < 0) {
      if (pods) {
        long until = lives.awaitChange(told, generation, TURN_MILLIS);
        if (!write(told, until, generation, client)) {
          return false;
        }
        told = until;
      } else {
        lives.awaitExpiry(generation, TURN_MILLIS);
      }
    }
    return true;
  }

  /** Who lags behind gets no more of what has expired. */
  private boolean write(long after, long until, int generation, WebSocket client)
      throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (long version = after + 1;
        version <= until && generation == lives.generation();
        version++) {
      Optional<PodLives.Told> told = lives.told(version);
      if (told.isEmpty()) {
        return false;
      }
      message.reset();
      message.writeBytes(MODIFIED);
      cluster.write(told.get(), message);
      message.write('}');
      client.tell(message);
    }
    client.flush();
    return true;
  }

  private static ByteArrayOutputStream message(String text) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return message;
  }
}
