package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An open watch: its feed, written in the form that the watcher accepts. */
final class Watch implements AutoCloseable {

  private static final long POLL_MILLIS = 250;
  private static final long BOOKMARK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final WatchFeed feed;
  private final ResourceType type;
  private final MediaType form;
  private final String include;
  private final InstantSource time;
  private boolean first = true;
  private boolean early = true;
  private long lastBookmark = System.nanoTime();

  Watch(WatchFeed feed, ResourceType type, MediaType form, String include, InstantSource time) {
    this.feed = feed;
    this.type = type;
    this.form = form;
    this.include = include;
    this.time = time;
  }

  /**
   * The next line, waiting a moment for it. Bookmarks come right after the first events and then
   * every few seconds of silence.
   */
  Optional<byte[]> next() throws InterruptedException {
    Optional<WatchEvent> event = feed.next(early ? 1 : POLL_MILLIS);
    if (event.isEmpty() && !feed.hasEnded() && isBookmarkDue()) {
      event = feed.bookmark();
      lastBookmark = System.nanoTime();
      early = false;
    }
    return event.map(this::line);
  }

  boolean hasMore() {
    return feed.hasMore();
  }

  boolean hasEnded() {
    return feed.hasEnded();
  }

  boolean wasTooSlow() {
    return feed.wasTooSlow();
  }

  @Override
  public void close() {
    feed.close();
  }

  private boolean isBookmarkDue() {
    return early || System.nanoTime() - lastBookmark > BOOKMARK_NANOS;
  }

  private byte[] line(WatchEvent event) {
    ObjectNode line = Json.object().put("type", event.type());
    line.set("object", Render.watched(form, type, event, include, first, time.instant()));
    first &= !event.isChange();
    return Json.bytes(line);
  }
}
