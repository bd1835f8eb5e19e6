package io.reflexarc.bench.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Watches: those of pods tell what changes; those of all else stay silent until they expire. */
final class Watches implements AutoCloseable {

  private static final String GONE =
      "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
          + "\"status\":\"Failure\",\"message\":\"too old resource version\","
          + "\"reason\":\"Expired\",\"code\":410}}\n";
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
  void serve(Optional<Resource> resource, Query query, OutputStream out) throws IOException {
    int generation = lives.generation();
    long from = query.longNumber("resourceVersion", lives.version());
    long end =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(query.number("timeoutSeconds", SECONDS));
    boolean known = lives.remembers(from);
    try {
      if (known) {
        tell(resource.equals(Optional.of(Resource.PODS)), from, generation, end, out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!known || generation != lives.generation()) {
      out.write(GONE.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private void tell(boolean pods, long from, int generation, long end, OutputStream out)
      throws IOException, InterruptedException {
    long told = from;
    while (!closed && generation == lives.generation() && System.nanoTime() - end < 0) {
      if (pods) {
        told = write(told, lives.awaitChange(told, generation, TURN_MILLIS), generation, out);
      } else {
        lives.awaitExpiry(generation, TURN_MILLIS);
      }
    }
  }

  /** Who lags behind gets no more of what has expired. */
  private long write(long after, long until, int generation, OutputStream out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long told = after;
    while (told < until && generation == lives.generation()) {
      told++;
      line.reset();
      line.writeBytes("{\"type\":\"MODIFIED\",\"object\":".getBytes(StandardCharsets.UTF_8));
      cluster.write(Resource.PODS, lives.podOf(told), line);
      line.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
      line.writeTo(out);
    }
    if (told > after) {
      out.flush();
    }
    return told;
  }
}
