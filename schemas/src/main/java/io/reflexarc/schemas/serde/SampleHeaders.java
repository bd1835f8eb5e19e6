package io.reflexarc.schemas.serde;

import io.reflexarc.schemas.avro.MetricKind;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What samples begin with: names and labels, the same in scrape after scrape. They are known by
 * their bytes, and looked for first where they were found last time: after the one before. So who
 * compares them next finds the same objects. Bounded: after {@link #MOST} it begins anew.
 *
 * <p>Not safe for use by several threads.
 */
final class SampleHeaders {

  /** Most that are kept. */
  static final int MOST = 20_000;

  /** The longest that is kept, bytes. */
  private static final int LONGEST = 1_000;

  private static final MetricKind[] KINDS = MetricKind.values();

  private final Map<ByteBuffer, Header> known = new HashMap<>();
  private Header begin = new Header(new byte[0], "", Map.of(), MetricKind.UNKNOWN);
  private Header last = begin;

  /** A scrape begins. */
  void begin() {
    last = begin;
  }

  /** The next sample's. */
  Header next(Cursor cursor) {
    Header guess = last.next;
    if (guess != null && cursor.stepsOver(guess.bytes)) {
      last = guess;
      return guess;
    }
    int start = cursor.position();
    Header read = read(cursor);
    Header found = remembered(read, cursor.since(start));
    last.next = found;
    last = found;
    return found;
  }

  private Header remembered(Header read, ByteBuffer bytes) {
    Header same = known.get(bytes);
    if (same != null) {
      return same;
    }
    Header fresh = new Header(copy(bytes), read.name, read.labels, read.kind);
    if (fresh.bytes.length <= LONGEST) {
      if (known.size() >= MOST) {
        known.clear();
        begin = new Header(new byte[0], "", Map.of(), MetricKind.UNKNOWN);
        last = begin;
      }
      known.put(ByteBuffer.wrap(fresh.bytes), fresh);
    }
    return fresh;
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }

  private static Header read(Cursor cursor) {
    String name = cursor.text();
    Map<String, String> labels = new HashMap<>();
    for (long left = cursor.items(); left > 0; left = cursor.items()) {
      for (long each = left; each > 0; each--) {
        labels.put(cursor.text(), cursor.text());
      }
    }
    return new Header(
        new byte[0],
        name,
        Collections.unmodifiableMap(labels),
        KINDS[Math.toIntExact(cursor.number())]);
  }

  /** What one sample begins with, and what came after it the last time. */
  static final class Header {

    private final byte[] bytes;
    private final String name;
    private final Map<String, String> labels;
    private final MetricKind kind;
    private @Nullable Header next;

    private Header(byte[] bytes, String name, Map<String, String> labels, MetricKind kind) {
      this.bytes = bytes;
      this.name = name;
      this.labels = labels;
      this.kind = kind;
    }

    String name() {
      return name;
    }

    /** Nobody can change them. */
    Map<String, String> labels() {
      return labels;
    }

    MetricKind kind() {
      return kind;
    }
  }
}
