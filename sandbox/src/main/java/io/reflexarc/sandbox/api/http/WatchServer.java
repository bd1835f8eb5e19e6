package io.reflexarc.sandbox.api.http;

import io.reflexarc.sandbox.api.error.ApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Serves open watches, each on its caller's thread, until they end, time out or are cut. */
final class WatchServer {

  private static final long DEFAULT_SECONDS = 1800;

  /** Where the lines of a watch go. */
  interface Sink {

    void send(byte[] line) throws IOException;

    void flush() throws IOException;

    boolean isOpen();
  }

  private final KubernetesApi api;
  private final int queue;
  private final int limit;
  private final Semaphore slots;
  private final Set<Watch> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong cutOff = new AtomicLong();
  private volatile boolean stopping;

  WatchServer(KubernetesApi api, int maxWatches, int queue) {
    this.api = api;
    this.queue = queue;
    this.limit = maxWatches;
    this.slots = new Semaphore(maxWatches);
  }

  /**
   * Opens a watch.
   *
   * @throws ApiException 429 when too many are open, or whatever refuses this one
   */
  Watch open(ApiRequest request) {
    if (!slots.tryAcquire()) {
      throw ApiException.of(
          429, "TooManyRequests", "too many watches are open (%d)".formatted(limit));
    }
    try {
      Watch watch = api.watch(request, queue);
      open.add(watch);
      return watch;
    } catch (RuntimeException refused) {
      slots.release();
      throw refused;
    }
  }

  /** Sends until the watch ends; closes it in any case. */
  void serve(ApiRequest request, Watch watch, Sink sink) throws IOException {
    long seconds = ListQuery.number(request, "timeoutSeconds", DEFAULT_SECONDS);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.max(1, seconds));
    try {
      while (!stopping && sink.isOpen() && System.nanoTime() < deadline) {
        Optional<byte[]> line = watch.next();
        if (line.isPresent()) {
          sink.send(line.get());
        }
        if (line.isPresent() && !watch.hasMore()) {
          sink.flush();
        }
        if (watch.hasEnded()) {
          break;
        }
      }
      sink.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(watch);
    }
  }

  void close(Watch watch) {
    if (open.remove(watch)) {
      watch.close();
      slots.release();
      if (watch.wasTooSlow()) {
        cutOff.incrementAndGet();
      }
    }
  }

  /** Ends every open watch; new ones are served. */
  void cutAll() {
    open.forEach(Watch::close);
  }

  /** Watches that are open. */
  int openWatches() {
    return open.size();
  }

  /** Watchers that were cut off because they were too slow. */
  long cutOff() {
    return cutOff.get();
  }

  void stop() {
    stopping = true;
    cutAll();
  }

  static void lineTo(OutputStream out, byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
  }
}
