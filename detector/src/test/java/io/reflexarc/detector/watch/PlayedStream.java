package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the watches of one resource have been told so far, and what a list says after that. */
final class PlayedStream {

  private static final Duration HEARTBEAT = Duration.ofMillis(50);

  private final byte[] recorded;
  private final ObjectNode list;
  private final Map<String, JsonNode> items = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final List<PlayedLine> lines = new ArrayList<>();

  PlayedStream(byte[] recorded) {
    this.recorded = recorded;
    this.list = (ObjectNode) RecordedFiles.tree(new String(recorded, StandardCharsets.UTF_8));
    list.get("items").forEach(it -> items.put(uid(it), it));
  }

  /** As recorded, byte for byte, until a watch was told something; then the objects as they are. */
  byte[] list() {
    lock.lock();
    try {
      if (lines.isEmpty()) {
        return recorded;
      }
      ObjectNode now = list.deepCopy();
      now.putArray("items").addAll(items.values());
      ((ObjectNode) now.get("metadata"))
          .put("resourceVersion", Long.toString(lines.get(lines.size() - 1).version()));
      return now.toString().getBytes(StandardCharsets.UTF_8);
    } finally {
      lock.unlock();
    }
  }

  void tell(PlayedLine line) {
    JsonNode event = RecordedFiles.tree(line.event());
    JsonNode object = event.get("object");
    lock.lock();
    try {
      lines.add(line);
      switch (event.get("type").asText()) {
        case "ADDED", "MODIFIED" -> items.put(uid(object), object);
        case "DELETED" -> items.remove(uid(object));
        default -> {
          // a bookmark changes nothing
        }
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The index of the first line that is newer than a version. */
  int after(long version) {
    lock.lock();
    try {
      int index = 0;
      while (index < lines.size() && lines.get(index).version() <= version) {
        index++;
      }
      return index;
    } finally {
      lock.unlock();
    }
  }

  /** The lines from there on; waits a little when there is none. */
  List<PlayedLine> from(int index) throws InterruptedException {
    lock.lock();
    try {
      long left = HEARTBEAT.toNanos();
      while (lines.size() <= index && left > 0) {
        left = grown.awaitNanos(left);
      }
      return List.copyOf(lines.subList(Math.min(index, lines.size()), lines.size()));
    } finally {
      lock.unlock();
    }
  }

  private static String uid(JsonNode object) {
    return object.get("metadata").get("uid").asText();
  }
}
