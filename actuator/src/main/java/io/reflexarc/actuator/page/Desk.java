package io.reflexarc.actuator.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far a partition of the audit is worked off, and which incidents of it are paged and not over.
 * Both are committed together, the incidents as the commit's metadata, so that a successor resolves
 * what it has not paged itself. Used by one thread.
 */
final class Desk {

  /** Kafka takes 4 096 bytes of metadata; the oldest incidents are forgotten beyond that. */
  static final int MOST_METADATA = 3_800;

  private static final String FORMAT = "1:";

  private final NavigableSet<Long> pending = new TreeSet<>();
  private final Map<String, String> open = new LinkedHashMap<>();
  private final Set<String> ending = new HashSet<>();
  private long next;

  /**
   * @param from what was committed last for the partition, or where to begin
   */
  Desk(OffsetAndMetadata from) {
    this.next = from.offset();
    read(String.valueOf(from.metadata()));
  }

  /** A record is seen, and nothing is to be done about it. */
  void pass(long offset) {
    next = Math.max(next, offset + 1);
  }

  /** A page is begun. */
  void begin(long offset, Page page) {
    pass(offset);
    pending.add(offset);
    if (page.over()) {
      ending.add(page.incident());
    } else {
      open.put(page.incident(), page.severity());
      ending.remove(page.incident());
      forget();
    }
  }

  /** With which severity an incident is paged; empty where it is not, or is ending already. */
  Optional<String> paged(String incident) {
    return ending.contains(incident) ? Optional.empty() : Optional.ofNullable(open.get(incident));
  }

  /** A page is told everywhere, or given up. */
  void end(long offset, Page page) {
    pending.remove(offset);
    if (page.over() && ending.remove(page.incident())) {
      open.remove(page.incident());
    }
  }

  /** What to commit. */
  OffsetAndMetadata position() {
    return new OffsetAndMetadata(pending.isEmpty() ? next : pending.first(), metadata());
  }

  private String metadata() {
    List<String> words = new ArrayList<>();
    open.forEach((incident, severity) -> words.add(incident + "=" + severity));
    return words.isEmpty() ? "" : FORMAT + String.join(",", words);
  }

  private void forget() {
    while (metadata().length() > MOST_METADATA) {
      open.remove(open.keySet().iterator().next());
    }
  }

  private void read(String metadata) {
    if (!metadata.startsWith(FORMAT)) {
      return;
    }
    for (String word : metadata.substring(FORMAT.length()).split(",")) {
      String[] parts = word.split("=", 2);
      if (parts.length == 2) {
        open.put(parts[0], parts[1]);
      }
    }
  }
}
