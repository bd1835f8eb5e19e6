package io.reflexarc.sandbox;

import io.reflexarc.sandbox.api.audit.WriteRecord;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.StoreEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Witness of commands' marks: which stored version of which object bears which. Together with the
 * API's own record of writes it tells every effect that was had in our name.
 */
final class Marks {

  private static final String MARK = "/metadata/annotations/reflexarc.io~1command";
  private static final String ACTUATOR = "reflexarc-actuator";
  private static final int MOST = 10_000;

  /** Stored version of an object to the mark that it bears. */
  private final Map<String, String> byVersion = new ConcurrentHashMap<>();

  private Marks() {}

  /** Watches a store from now on. */
  static Marks of(ObjectStore store) {
    Marks marks = new Marks();
    store.subscribe(marks::changed);
    return marks;
  }

  /**
   * Every write of the actuator that changed an object, with the command whose mark it put there.
   */
  List<Effect> effects(List<WriteRecord> writes) {
    return writes.stream()
        .filter(write -> write.userAgent().startsWith(ACTUATOR))
        .filter(write -> write.changed() && !write.dryRun())
        .map(
            write ->
                new Effect(
                    write.time(),
                    write.userAgent(),
                    write.namespace() + "/" + write.resource() + "/" + write.name(),
                    write.verb().equals("delete") || write.subresource().equals("eviction"),
                    Optional.ofNullable(byVersion.get(write.resourceVersion()))))
        .toList();
  }

  private void changed(StoreEvent event) {
    String mark = event.object().at(MARK).asText("");
    if (!mark.isEmpty() && byVersion.size() < MOST) {
      byVersion.put(Metadata.resourceVersion(event.object()), mark);
    }
  }
}
