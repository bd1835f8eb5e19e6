package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.store.StoreEvent.Change;
import io.reflexarc.sandbox.api.store.Subscription;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one watcher sees, from a version on. What is not yet taken waits in a bounded
 * queue; a watcher that lets it run full is cut off.
 */
final class WatchFeed implements AutoCloseable {

  private final ObjectStore store;
  private final ResourceType type;
  private final String namespace;
  private final Predicate<ObjectNode> selected;
  private final boolean bookmarks;
  private final ArrayDeque<WatchEvent> first = new ArrayDeque<>();
  private final ArrayBlockingQueue<StoreEvent> queue;
  private final @Nullable Subscription subscription;
  private volatile boolean overflown;
  private volatile boolean closed;
  private long seen;

  private WatchFeed(ApiRequest request, ResourcePath path, ObjectStore store, int capacity) {
    this.store = store;
    this.type = path.type();
    this.namespace = path.namespace();
    this.selected = ListQuery.selected(request, path);
    this.bookmarks = request.flag("allowWatchBookmarks");
    this.queue = new ArrayBlockingQueue<>(capacity);
    String from = request.parameter("resourceVersion");
    boolean initial = request.flag("sendInitialEvents");
    subscription = store.atomically(() -> start(from, initial));
  }

  /**
   * Opens a feed.
   *
   * @throws ApiException 500 without a reason when the version is not a number, as the real server
   */
  static WatchFeed open(ApiRequest request, ResourcePath path, ObjectStore store, int capacity) {
    return new WatchFeed(request, path, store, capacity);
  }

  /** The next event, or empty when none came in time or the feed has ended. */
  Optional<WatchEvent> next(long millis) throws InterruptedException {
    WatchEvent early = first.poll();
    if (early != null) {
      return Optional.of(early);
    }
    if (hasEnded()) {
      return Optional.empty();
    }
    StoreEvent change = queue.poll(millis, TimeUnit.MILLISECONDS);
    if (change == null) {
      return Optional.empty();
    }
    seen = change.resourceVersion();
    return translate(change);
  }

  /** Whether something can be taken without waiting. */
  boolean hasMore() {
    return !first.isEmpty() || !queue.isEmpty();
  }

  /** Whether no more events will come. */
  boolean hasEnded() {
    return first.isEmpty() && (closed || overflown || subscription == null);
  }

  /** Whether it ended because its watcher was too slow. */
  boolean wasTooSlow() {
    return overflown;
  }

  /** A bookmark of how far this watcher has been told, empty when it wants none. */
  Optional<WatchEvent> bookmark() {
    if (!bookmarks) {
      return Optional.empty();
    }
    return store.atomically(
        () -> {
          if (!queue.isEmpty() || !first.isEmpty()) {
            return Optional.empty();
          }
          seen = Math.max(seen, store.resourceVersion());
          return Optional.of(new WatchEvent("BOOKMARK", skeleton(seen)));
        });
  }

  @Override
  public void close() {
    closed = true;
    if (subscription != null) {
      subscription.close();
    }
  }

  private @Nullable Subscription start(String from, boolean initial) {
    seen = store.resourceVersion();
    if (initial || from.isEmpty() || from.equals("0")) {
      for (ObjectNode object : store.snapshot(type, namespace, selected).objects()) {
        first.add(new WatchEvent("ADDED", Representation.of(type, object)));
      }
      if (initial && bookmarks) {
        ObjectNode end = skeleton(seen);
        end.withObjectProperty("metadata")
            .putObject("annotations")
            .put("k8s.io/initial-events-end", "true");
        first.add(new WatchEvent("BOOKMARK", end));
      }
      return store.subscribe(event -> offer(event, 0));
    }
    long after = parse(from);
    Optional<List<StoreEvent>> missed = store.changesAfter(type, after);
    if (missed.isEmpty()) {
      String message =
          "too old resource version: %d (%d)".formatted(after, store.compactedVersion());
      first.add(new WatchEvent("ERROR", ApiException.expired(message).status()));
      return null;
    }
    missed.get().stream().filter(this::concerns).forEach(e -> translate(e).ifPresent(first::add));
    seen = Math.max(seen, after);
    return store.subscribe(event -> offer(event, after));
  }

  private static long parse(String version) {
    try {
      return Long.parseUnsignedLong(version);
    } catch (NumberFormatException e) {
      throw ApiException.of(
          500,
          "",
          "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
              .formatted(version, version));
    }
  }

  private void offer(StoreEvent event, long after) {
    boolean wanted = event.resourceVersion() > after && concerns(event);
    if (wanted && !overflown && !queue.offer(event)) {
      overflown = true;
      queue.clear();
    }
  }

  private boolean concerns(StoreEvent event) {
    return event.type().storage().equals(type.storage())
        && (namespace.isEmpty() || namespace.equals(Metadata.namespace(event.object())))
        && (selected.test(event.object())
            || (event.before() != null && selected.test(event.before())));
  }

  private Optional<WatchEvent> translate(StoreEvent event) {
    ObjectNode before = event.before();
    boolean now = event.change() != Change.DELETED && selected.test(event.object());
    boolean was = before != null && selected.test(before);
    if (!now && !was) {
      return Optional.empty();
    }
    String shown = now ? (was ? "MODIFIED" : "ADDED") : "DELETED";
    ObjectNode object = event.object();
    if (!now && before != null && event.change() != Change.DELETED) {
      object = before.deepCopy();
      Metadata.of(object).put("resourceVersion", Long.toString(event.resourceVersion()));
    }
    return Optional.of(new WatchEvent(shown, Representation.of(type, object)));
  }

  private ObjectNode skeleton(long version) {
    ObjectNode object = Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
    object.putObject("metadata").put("resourceVersion", Long.toString(version));
    return object;
  }
}
