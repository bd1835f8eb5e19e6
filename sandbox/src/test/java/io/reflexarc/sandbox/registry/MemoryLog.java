package io.reflexarc.sandbox.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps changes as the topic does, bytes by key, the last one of each. */
final class MemoryLog implements RegistryLog {

  private record Kept(byte[] key, byte @Nullable [] value, long order) {}

  private final Map<String, Kept> compacted = new TreeMap<>();
  private long appended;
  private boolean broken;

  @Override
  public synchronized List<RegistryEvent> replay() {
    List<RegistryEvent> events = new ArrayList<>();
    compacted.values().stream()
        .sorted((one, other) -> Long.compare(one.order(), other.order()))
        .forEach(kept -> events.add(EventJson.read(kept.key(), kept.value())));
    return events;
  }

  @Override
  public synchronized void append(RegistryEvent event) {
    if (broken) {
      throw new IllegalStateException("topic _schemas: the disk is full");
    }
    byte[] key = EventJson.key(event);
    compacted.put(new String(key), new Kept(key, EventJson.value(event), appended++));
  }

  synchronized void breakDown() {
    broken = true;
  }

  @Override
  public void close() {
    // nothing is held
  }
}
