package io.reflexarc.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Witness of what was done to a cluster in our name, taken from the stored objects themselves:
 * every command's mark that appeared on one, and every write of the actuator that left none.
 */
final class Effects {

  private static final String MARK = "/metadata/annotations/reflexarc.io~1command";
  private static final String ACTUATOR = "reflexarc-actuator";
  private static final int MOST = 10_000;

  private final List<Effect> all = new CopyOnWriteArrayList<>();
  private final InstantSource time;

  private Effects(InstantSource time) {
    this.time = time;
  }

  /** Watches a store from now on. */
  static Effects of(ObjectStore store, InstantSource time) {
    Effects effects = new Effects(time);
    store.subscribe(effects::changed);
    return effects;
  }

  List<Effect> all() {
    return List.copyOf(all);
  }

  private void changed(StoreEvent event) {
    if (event.before() == null || event.change() != StoreEvent.Change.MODIFIED) {
      return;
    }
    String mark = event.object().at(MARK).asText("");
    String markBefore = event.before().at(MARK).asText("");
    if (!mark.isEmpty() && !mark.equals(markBefore)) {
      keep(event, Optional.of(mark));
    } else if (!managedByActuator(event.object()).equals(managedByActuator(event.before()))) {
      keep(event, Optional.empty());
    }
  }

  private void keep(StoreEvent event, Optional<String> commandId) {
    if (all.size() < MOST) {
      Instant at = time.instant();
      all.add(new Effect(at, ACTUATOR, nameOf(event), commandId));
    }
  }

  /** What the actuator is on record for, in an object's managed fields. */
  private static List<JsonNode> managedByActuator(JsonNode object) {
    List<JsonNode> entries = new java.util.ArrayList<>();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      if (entry.path("manager").asText().equals(ACTUATOR)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static String nameOf(StoreEvent event) {
    return event.object().at("/metadata/namespace").asText()
        + "/"
        + event.type().kind()
        + "/"
        + event.object().at("/metadata/name").asText();
  }
}
