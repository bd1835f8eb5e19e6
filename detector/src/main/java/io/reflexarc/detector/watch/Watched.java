package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One informer. Whatever the API server answers, it goes on: a refused list, a cut watch, a 410 end
 * in another list, and are counted and shown. What the sink cannot take yet waits, so the cluster's
 * pace is the detector's.
 */
final class Watched<T extends HasMetadata> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int OK = 200;
  private static final String NOT_THERE = "404";
  private static final Set<String> ABSENT = Set.of("403", "404", "405");

  private final String resource;
  private final StageMetrics metrics;
  private final SkeletonStore<T> store;
  private final Optional<String> probe;
  private final Probes probes;
  private final Informable<T> source;
  private final ResourceEventHandler<T> handler;
  private final AtomicLong handled = new AtomicLong();
  private volatile @Nullable SharedIndexInformer<T> informer;
  private volatile String trouble = "";
  private volatile boolean absent;
  private volatile boolean closed;
  private int refusals;

  /**
   * @param probe for a resource that the server need not serve: the path to ask for one object of
   *     it
   * @param source where it is listed and watched
   * @param seen takes an object that is new or changed
   * @param gone takes an object that is gone, of which only the identity may be left
   */
  Watched(
      String resource,
      Optional<String> probe,
      Probes probes,
      Informable<T> source,
      Supplier<T> empty,
      Consumer<T> seen,
      Consumer<T> gone,
      StageMetrics metrics) {
    this.resource = resource;
    this.probe = probe;
    this.probes = probes;
    this.source = source;
    this.metrics = metrics;
    this.store = new SkeletonStore<>(empty);
    this.handler =
        new ResourceEventHandler<T>() {
          @Override
          public void onAdd(T object) {
            take(object, seen);
          }

          @Override
          public void onUpdate(T before, T after) {
            take(after, seen);
          }

          @Override
          public void onDelete(T object, boolean unknownState) {
            guarded(object, gone);
          }
        };
    metrics.registry().gauge(metrics.name("watch.objects." + resource), store, SkeletonStore::size);
    Gauge.builder(metrics.name("watch.skipped"), this, it -> it.absent() ? 1 : 0)
        .tag("resource", resource)
        .description("1 for a resource that the API server does not serve, or not to us")
        .register(metrics.registry());
  }

  void start() {
    if (probe.isEmpty()) {
      begin();
    } else {
      probes.after(Duration.ZERO, () -> ask(probe.get()));
    }
  }

  /** Whether the server does not serve it, or not to us; asked again and again all the same. */
  boolean absent() {
    return absent && !listed();
  }

  /** Whether nothing of the first list is to be waited for any more. */
  boolean delivered() {
    return absent() || synced();
  }

  /** Whether the first list has been delivered to the sink, to its last object. */
  boolean synced() {
    SharedIndexInformer<T> running = informer;
    if (running == null || !running.hasSynced()) {
      return false;
    }
    trouble = running.isRunning() ? trouble : "has stopped";
    return handled.get() >= store.puts();
  }

  /** Whether changes are told as they happen; false too until a watch has told its first. */
  boolean watching() {
    SharedIndexInformer<T> running = informer;
    return running != null && running.hasSynced() && running.isWatching();
  }

  /** What is wrong, in a few words; empty when nothing is. */
  String trouble() {
    return absent() || watching() ? "" : trouble;
  }

  String resource() {
    return resource;
  }

  @Override
  public void close() {
    closed = true;
    SharedIndexInformer<T> running = informer;
    if (running != null) {
      running.stop();
    }
  }

  /** An informer is let loose only on what the server serves, and serves to us. */
  private void ask(String path) throws InterruptedException {
    if (closed) {
      return;
    }
    int code = probes.ask(path);
    if (code == OK) {
      begin();
    } else if (ABSENT.contains(Integer.toString(code))) {
      refused(Integer.toString(code));
    } else {
      count(code == 0 ? "unreachable" : Integer.toString(code));
      trouble = "watch of " + resource + ": the server answers " + code;
      probes.after(PAUSE, () -> ask(path));
    }
  }

  private void begin() {
    SharedIndexInformer<T> fresh = source.runnableInformer(0);
    fresh.itemStore(store);
    fresh.exceptionHandler(this::goOn);
    fresh.addEventHandler(handler);
    informer = fresh;
    fresh
        .start()
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                trouble(error);
              }
            });
    if (closed) {
      fresh.stop();
    }
  }

  private synchronized void refused(String word) {
    count(word);
    if (!absent) {
      LOG.info("{} are not watched: the API server answers {}", resource, word);
    }
    absent = true;
    informer = null;
    refusals++;
    probes.after(Probes.pauseAfter(refusals), () -> ask(probe.orElseThrow()));
  }

  private boolean listed() {
    SharedIndexInformer<T> running = informer;
    return running != null && running.hasSynced();
  }

  private void take(T object, Consumer<T> sink) {
    guarded(object, sink);
    handled.incrementAndGet();
  }

  /** An object that cannot be read must not stop those after it. */
  private void guarded(T object, Consumer<T> sink) {
    try {
      sink.accept(object);
    } catch (RuntimeException e) {
      count("unreadable");
      LOG.warn("{} could not be taken in: {}", resource, e.toString());
    }
  }

  private boolean goOn(boolean started, Throwable error) {
    String word = wordOf(error);
    if (probe.isPresent() && (word.equals(NOT_THERE) || !listed() && ABSENT.contains(word))) {
      refused(word);
      return false;
    }
    trouble(error);
    return true;
  }

  private void trouble(Throwable error) {
    if (absent()) {
      return;
    }
    String word = wordOf(error);
    count(word);
    trouble = "watch of " + resource + ": " + word;
    LOG.warn("watch of {} goes on after {}: {}", resource, word, error.toString());
  }

  private void count(String problem) {
    Counter.builder(metrics.name("watch.problems"))
        .tag("resource", resource)
        .tag("problem", problem)
        .register(metrics.registry())
        .increment();
  }

  private static String wordOf(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof WatcherException gone && gone.isHttpGone()) {
        return "410";
      }
      if (cause instanceof KubernetesClientException refused && refused.getCode() > 0) {
        return Integer.toString(refused.getCode());
      }
    }
    return "unreachable";
  }
}
