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
  private static final long PAGE = 500;
  private static final Set<String> ABSENT = Set.of("403", "404", "405");

  private final String resource;
  private final StageMetrics metrics;
  private final SkeletonStore<T> store;
  private final SharedIndexInformer<T> informer;
  private final AtomicLong handled = new AtomicLong();
  private final boolean optional;
  private volatile String trouble = "";
  private volatile boolean absent;

  /**
   * @param optional whether a server that does not serve it, or not to us, is good enough
   * @param seen takes an object that is new or changed
   * @param gone takes an object that is gone, of which only the identity may be left
   */
  Watched(
      String resource,
      boolean optional,
      Informable<T> source,
      Supplier<T> empty,
      Consumer<T> seen,
      Consumer<T> gone,
      StageMetrics metrics) {
    this.resource = resource;
    this.optional = optional;
    this.metrics = metrics;
    this.store = new SkeletonStore<>(empty);
    this.informer = source.withLimit(PAGE).runnableInformer(0);
    informer.itemStore(store);
    informer.exceptionHandler(this::goOn);
    informer.addEventHandler(
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
        });
    metrics.registry().gauge(metrics.name("watch.objects." + resource), store, SkeletonStore::size);
    Gauge.builder(metrics.name("watch.skipped"), this, it -> it.absent() ? 1 : 0)
        .tag("resource", resource)
        .description("1 for a resource that the API server does not serve, or not to us")
        .register(metrics.registry());
  }

  void start() {
    var started = informer.start();
    started.whenComplete(
        (done, error) -> {
          if (error != null) {
            trouble(error);
          }
        });
  }

  /** Whether the server does not serve it, or not to us; asked again and again all the same. */
  boolean absent() {
    return absent && !informer.hasSynced();
  }

  /** Whether nothing of the first list is to be waited for any more. */
  boolean delivered() {
    return absent() || synced();
  }

  /** Whether the first list has been delivered to the sink, to its last object. */
  boolean synced() {
    if (!informer.hasSynced()) {
      return false;
    }
    trouble = informer.isRunning() ? trouble : "has stopped";
    return handled.get() >= store.puts();
  }

  /** Whether changes are told as they happen; false too until a watch has told its first. */
  boolean watching() {
    return informer.hasSynced() && informer.isWatching();
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
    informer.stop();
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
    trouble(error);
    return true;
  }

  private void trouble(Throwable error) {
    String word = wordOf(error);
    count(word);
    if (optional && ABSENT.contains(word) && !absent && !informer.hasSynced()) {
      LOG.info("{} are not watched: the API server answers {}", resource, word);
      absent = true;
    }
    trouble = "watch of " + resource + ": " + word;
    if (absent()) {
      return;
    }
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
