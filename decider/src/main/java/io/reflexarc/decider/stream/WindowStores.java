package io.reflexarc.decider.stream;

import io.reflexarc.decider.state.ScrapeCodec;
import io.reflexarc.decider.state.avro.StoredScrape;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Layout;
import io.reflexarc.decider.window.Scrape;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.decider.window.TargetWindows.Drained;
import io.reflexarc.decider.window.TargetWindows.PendingKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Two stores that hold what {@link TargetWindows} hold of all targets of a task: the instances with
 * their panes, each stored once in a while, and the scrapes that are not in stored panes, each
 * stored when it comes in. See {@link io.reflexarc.decider.window.Journal}.
 */
final class WindowStores {

  private static final String PLACE = "#";

  private final KeyValueStore<String, Instance> instances;
  private final KeyValueStore<String, StoredScrape> scrapes;

  WindowStores(ProcessorContext<?, ?> context) {
    this.instances = context.getStateStore(Names.INSTANCES);
    this.scrapes = context.getStateStore(Names.WAITING);
  }

  /**
   * Puts everything back, as if scrapes that are not in stored panes had just come in: the next
   * drain takes them again, in the order of their time as before.
   */
  void restore(Function<String, TargetEntry> entries) {
    TargetBook.each(
        instances,
        (key, instance) -> {
          TargetEntry entry = entries.apply(TargetBook.targetOf(key));
          entry.windows().restore(instance);
          entry.journal().store(instance);
        });
    Map<String, StoredScrape> former = new HashMap<>();
    TargetBook.each(
        scrapes,
        (key, stored) -> {
          TargetEntry entry = entries.apply(TargetBook.targetOf(key));
          if (!restore(entry, key.substring(entry.name().length() + 1), stored)) {
            former.put(key, stored);
          }
        });
    former.forEach(
        (key, stored) -> {
          scrapes.delete(key);
          Scrape scrape = ScrapeCodec.read(stored, null, null);
          TargetEntry entry = entries.apply(TargetBook.targetOf(key));
          entry.windows().restore(scrape);
          put(entry, scrape);
        });
  }

  /** False where it is stored as format 1 did it. */
  private static boolean restore(TargetEntry entry, String key, StoredScrape stored) {
    if (!key.startsWith(PLACE)) {
      return false;
    }
    int end = key.indexOf(TargetBook.SEPARATOR);
    int place = Integer.parseInt(key.substring(PLACE.length(), end));
    String id = key.substring(end + 1);
    Instance instance = entry.windows().find(id);
    if (instance != null && stored.getAt() <= instance.lastAt()) {
      entry.journal().reserve(id, place);
      return true;
    }
    Layout layout = instance == null ? null : entry.journal().stored(id, instance.version());
    entry.windows().restore(ScrapeCodec.read(stored, instance, layout));
    entry.journal().take(id, place, stored.getAt());
    return true;
  }

  /** Stores a scrape that came in. */
  void put(TargetEntry entry, Scrape scrape) {
    int place = entry.journal().place(scrape.instance(), scrape.at());
    Instance instance = entry.windows().find(scrape.instance());
    boolean same = instance != null && Objects.equals(instance.node(), scrape.node());
    Layout stored = same ? entry.journal().stored(scrape.instance(), scrape.version()) : null;
    scrapes.put(key(entry, place, scrape.instance()), ScrapeCodec.write(scrape, stored));
  }

  /** Stores the instances whose turn it is. */
  void drained(TargetEntry entry, Drained drained) {
    for (Instance instance : drained.touched()) {
      if (entry.journal().isDue(instance)) {
        store(entry, instance);
      }
    }
    for (PendingKey key : drained.refused()) {
      int place = entry.journal().place(key.instance(), key.at());
      scrapes.delete(key(entry, place, key.instance()));
      entry.journal().free(key.instance(), place);
    }
    drained.expired().forEach(id -> forget(entry, id));
  }

  private void store(TargetEntry entry, Instance instance) {
    instances.put(key(entry, instance.id()), instance);
    if (entry.journal().store(instance)) {
      entry.windows().waiting(instance.id()).forEach(scrape -> put(entry, scrape));
    }
  }

  private void forget(TargetEntry entry, String id) {
    instances.delete(key(entry, id));
    for (int place = entry.journal().forget(id) - 1; place >= 0; place--) {
      scrapes.delete(key(entry, place, id));
    }
    entry.windows().waiting(id).forEach(scrape -> put(entry, scrape));
  }

  private static String key(TargetEntry entry, String instance) {
    return entry.name() + TargetBook.SEPARATOR + instance;
  }

  private static String key(TargetEntry entry, int place, String instance) {
    return key(entry, PLACE + place + TargetBook.SEPARATOR + instance);
  }
}
